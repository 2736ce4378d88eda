import Foundation
import TensorBoard

/// The runs that a training and those that went on with it have logged for TensorBoard.
struct TensorBoardRuns {
  /// What TensorBoard shows in a chart: without the times, which differ.
  struct Point: Hashable {
    let step: Int
    let content: SummaryValue.Content
  }

  /// The charts of the one run that has come to its end, by part and tag: `train/loss`. Others were killed before their first checkpoint.
  private(set) var charts: [String: [Point]] = [:]
  /// Whether every file is whole up to a record that a kill has cut short.
  private(set) var isReadable = true

  init(in folder: String) throws {
    let root = folder + "/tensorboard"
    for run in try FileManager.default.contentsOfDirectory(atPath: root) {
      var found: [String: [Point]] = [:]
      for path in try FileManager.default.subpathsOfDirectory(atPath: root + "/" + run) where path.contains("tfevents") {
        let file = try EventFile(path: "\(root)/\(run)/\(path)")
        if case .corrupt = file.ending { isReadable = false }
        let part = path.prefix { $0 != "/" }
        for event in file.events {
          guard case .summary(let values) = event.content else { continue }
          for value in values { found["\(part)/\(value.tag)", default: []].append(Point(step: event.step, content: value.content)) }
        }
      }
      let count = found.values.reduce(0) { $0 + $1.count }
      if count > charts.values.reduce(0, { $0 + $1.count }) { charts = found }
    }
  }

  /// The names of the charts that another run has otherwise.
  func differences(from other: TensorBoardRuns) -> [String] {
    Set(charts.keys).union(other.charts.keys).filter { charts[$0] != other.charts[$0] }.sorted()
  }
}
