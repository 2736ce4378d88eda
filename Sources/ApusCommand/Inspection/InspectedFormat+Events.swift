import TensorBoard

extension InspectedFormat {
  /// A log of TensorBoard's.
  static let eventFile = InspectedFormat(isMeant: { ($0.split(separator: "/").last ?? "").contains("tfevents") }) { path in
    let file = try EventFile(path: path)
    var report = FileReport(path: path, format: "TensorBoard events")
    let steps = file.events.map(\.step)
    report.facts = [
      ("events", .number(file.events.count)), ("last step", steps.max().map { .number($0) } ?? .none), ("ending", .text(text(file.ending))),
    ]
    var tags: [String] = []
    var values: [String: [(step: Int, content: SummaryValue.Content)]] = [:]
    for event in file.events {
      guard case .summary(let summary) = event.content else { continue }
      for value in summary {
        if values[value.tag] == nil { tags.append(value.tag) }
        values[value.tag, default: []].append((event.step, value.content))
      }
    }
    report.tables = [
      .init(
        title: "tags", columns: ["tag", "kind", "values", "first step", "last step", "last"],
        rows: tags.map { tag in
          let own = values[tag] ?? []
          return [
            .text(tag), .text(own.last.map { kind(of: $0.content) } ?? ""), .number(own.count), .number(own.first?.step ?? 0),
            .number(own.last?.step ?? 0), own.last.map { last($0.content) } ?? .none,
          ]
        })
    ]
    return report
  }

  private static func text(_ ending: EventFile.Ending) -> String {
    switch ending {
    case .whole: "whole"
    case .torn(let offset): "in the middle of the record at byte \(offset)"
    case .corrupt(let offset): "damaged from byte \(offset) on"
    }
  }

  private static func kind(of content: SummaryValue.Content) -> String {
    switch content {
    case .scalar: "number"
    case .doubles(_, let shape): shape.last == 3 && shape.count == 2 ? "histogram" : "numbers"
    case .strings: "texts or images"
    case .nothing: "other"
    }
  }

  private static func last(_ content: SummaryValue.Content) -> FileReport.Cell {
    if case .scalar(let value) = content { .value(value) } else { .none }
  }
}
