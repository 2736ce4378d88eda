import Foundation
import Testing

@testable import ApusGraph

@Suite struct OperationTableTests {
  /// The names of the operations that the library's source declares.
  private static func declaredOperations() throws -> Set<String> {
    let package = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    let folder = package.appendingPathComponent("Sources/ApusGraph/Operations")
    var names: Set<String> = []
    for case let file as URL in try #require(FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil))
    where file.pathExtension == "swift" {
      let text = try String(contentsOf: file, encoding: .utf8)
      for match in text.matches(of: /(?m)^(?:public )?struct (\w+)(?:<.*>)?: [^{]*Operation\b/) { names.insert(String(match.1)) }
    }
    return names
  }

  @Test func everyOperationHasARow() throws {
    let declared = try Self.declaredOperations()
    #expect(declared.isSuperset(of: ["Add", "Convolution", "Sum", "MaxPool"]))
    #expect(declared.subtracting(OperationTable.rows.map(\.name)) == [])
  }

  @Test func everyRowIsOfOneOperation() {
    for row in OperationTable.rows {
      #expect(!row.cases.isEmpty)
      for application in row.cases { #expect("\(Swift.type(of: application.operation))" == row.name) }
    }
  }

  @Test func noOperationHasTwoRows() {
    #expect(Set(OperationTable.rows.map(\.name)).count == OperationTable.rows.count)
  }
}
