import Apus
import Foundation

/// A table of `Fixtures/`: columns of numbers under their names.
///
/// The noise of the guides about basic training loops is lost. `seed000_equiv.csv` and `seed003_equiv.csv` are data sets with the same
/// sufficient statistics (slope, offset and least loss of the fit, which determine every number that the guides print), made by
/// least squares from the printed tables. `seed004_raw.csv` holds the data that NumPy's `np.random.seed(32)` gives, `seed004.csv` the same
/// standardised.
struct Fixture {
  private let columns: [String: [Float]]

  static func path(_ name: String) -> String {
    URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("Fixtures/\(name)").path
  }

  init(_ name: String) throws {
    let lines = try String(contentsOfFile: Self.path(name), encoding: .utf8).split(whereSeparator: \.isNewline)
    let rows = lines.map { $0.split(separator: ",") }
    var columns: [String: [Float]] = [:]
    for (index, title) in (rows.first ?? []).enumerated() {
      columns[String(title)] = rows.dropFirst().compactMap { $0.indices.contains(index) ? Float($0[index]) : nil }
    }
    self.columns = columns
  }

  /// The column as a tensor, empty if there is none of that name.
  func column(_ name: String) -> Tensor<Float> { Tensor(columns[name] ?? []) }
}
