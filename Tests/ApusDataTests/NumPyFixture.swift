import ApusData
import ApusTesting
import Foundation

/// What `References/data/make-numpy.py` wrote: numbers of NumPy, scikit-learn and pandas.
struct NumPyFixture: Decodable {
  struct Generator: Decodable {
    let seed: UInt32?
    let seeds: [UInt32]?
    let rand, uniform, standardNormal, normal, late: [Double]
    let dice, words, single, permutation: [Int]
    let wide, widest: [String]
    let shuffled: String
  }

  struct LinearSpace: Decodable {
    let start, end: Double
    let count: Int
    let values: [Double]
  }

  struct Scaled: Decodable {
    let name: String
    let rows, standard, minmax: [[Double?]]
    let mean, variance, minimum, maximum: [Double]
  }

  struct Split: Decodable {
    let count: Int
    let share: Double
    let seed: UInt32
    let training, test: [Int]
  }

  struct Printed: Decodable {
    let name, text: String
    let names: [String]
    let columns: [[Cell]]
    let integers: [Bool]
  }

  let generators: [Generator]
  let linspaces: [LinearSpace]
  let scalers: [Scaled]
  let splits: [Split]
  let tables: [Printed]

  static let numPy = Result { try readReference("data/numpy.json", as: NumPyFixture.self) }

  /// A column of the guides' data, which lie beside the guides' tests.
  static func guideTable(_ name: String) throws -> Table {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    return try Table(contentsOfCSV: folder.appendingPathComponent("GuideTests/Fixtures/\(name)").path)
  }
}

/// A number, a text, `null` for what is missing; infinities are written as texts.
struct Cell: Decodable {
  let cell: TableCell

  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if container.decodeNil() {
      cell = .missing
    } else if let number = try? container.decode(Double.self) {
      cell = .number(number)
    } else {
      let text = try container.decode(String.self)
      cell = ["inf": .number(.infinity), "-inf": .number(-.infinity)][text] ?? .text(text)
    }
  }
}
