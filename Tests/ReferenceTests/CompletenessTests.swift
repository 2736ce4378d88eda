import ApusTesting
import Foundation
import Testing

@testable import ApusGraph
@testable import ApusNN

/// No public function and no operation of the graph is without a number from elsewhere.
@Suite struct CompletenessTests {
  /// Public functions that compute nothing an independent program could, and why.
  private static let withoutNumbers: [String: String] = [
    "init(shape": "its scalars are given", "evaluated": "computes what is there",
    "readScalars": "reads", "scalarized": "reads", "typed": "another name of the type", "==": "reads", "isAlmostEqual": "reads",
    "init(mean": "its tensors are given", "init(real": "its tensors are given", "..": "a range", "description": "text",
  ]

  @Test func everyPublicFunctionHasARow() throws {
    let declared = try Self.declaredFunctions()
    #expect(declared.isSuperset(of: ["sum", "conv2D", "+", ".<", "init(stacking"]))
    let named = Set(FunctionReferenceTests.rows.flatMap { $0.name.prefix { $0 != " " }.split(separator: ",").map(String.init) })
    #expect(declared.subtracting(named).subtracting(Self.withoutNumbers.keys).sorted() == [], "without a row")
    #expect(Set(Self.withoutNumbers.keys).subtracting(declared).sorted() == [], "excused, and not declared")
  }

  private static func declaredFunctions() throws -> Set<String> {
    let function = /public (?:static )?(?:prefix )?func (\w+|[^\w\s]+)[\s(<]/
    let initializer = /public init(?:<[^>]*>)?\(\s*(\w+)/
    var names: Set<String> = []
    for folder in ["ApusCore/Tensor", "ApusCore/ControlFlow", "ApusCore/Differentiation/CustomDerivative.swift", "ApusNN/Functions"] {
      for file in try swiftFiles(folder) {
        let source = try String(contentsOf: file, encoding: .utf8)
        names.formUnion(source.matches(of: function).map { String($0.1) })
        names.formUnion(source.matches(of: initializer).map { "init(\($0.1)" }.filter { $0 != "init(_" })
      }
    }
    return names
  }

  private static func swiftFiles(_ path: String) throws -> [URL] {
    let sources = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("../../Sources").standardized
    let place = sources.appendingPathComponent(path)
    if path.hasSuffix(".swift") { return [place] }
    let found = try #require(FileManager.default.enumerator(at: place, includingPropertiesForKeys: nil))
    return found.compactMap { $0 as? URL }.filter { $0.pathExtension == "swift" }
  }

  /// Operations that none of the functions here is made of, and where an independent number is.
  private static let elsewhere = [
    "CustomCall": "what it computes is registered by whoever calls it", "RandomBits": "Random123's known answers: RandomBitsTests",
    "SoftmaxCrossEntropy": "losses/make-losses.py", "FeatureMoments": "layers/make-layers.py, BatchNorm",
    "FeatureSums": "layers/make-layers.py, BatchNorm", "NormalizedFeatures": "layers/make-layers.py, BatchNorm",
    "FeatureTotals": "layers/make-layers.py, Dense", "NormalizedRows": "layers/make-layers.py, LayerNorm",
    "NormalizedRowsGradient": "layers/make-layers.py, LayerNorm", "NormalizedRowSums": "layers/make-layers.py, LayerNorm",
    "RunningMoment": "layers/make-layers.py, BatchNorm", "ScaledDifference": "optimizers/make-optimizers.py, SGD",
    "FinishedProduct": "layers/make-layers.py, Dense, and the definition, in OperationTable",
    "NarrowProduct": "DotGeneral, exactly: NarrowProductTests", "ProductDescent": "optimizers/make-optimizers.py, SGD, and DotGeneral",
    "LSTM": "layers/make-recurrent.py", "LSTMGradient": "layers/make-recurrent.py",
    "SelfAttention": "layers/make-layers.py, MultiHeadAttention", "SelfAttentionGradients": "layers/make-layers.py, MultiHeadAttention",
    "AdamStep": "the definition, in OperationTable: Adam and AdamW themselves are in optimizers/make-optimizers.py",
  ]

  @Test func everyOperationIsPartOfARow() throws {
    let used = try FunctionReferenceTests.rows.reduce(into: Set<String>()) { try $0.formUnion($1.operations()) }
    let declared = try Self.declaredOperations()
    #expect(declared.isSuperset(of: ["Add", "Convolution", "Sum", "MaxPool"]))
    #expect(declared.subtracting(used).subtracting(Self.elsewhere.keys).sorted() == [], "part of no row")
    #expect(used.intersection(Self.elsewhere.keys).sorted() == [], "excused, and part of a row")
  }

  private static func declaredOperations() throws -> Set<String> {
    try swiftFiles("ApusGraph/Operations").reduce(into: []) { names, file in
      let source = try String(contentsOf: file, encoding: .utf8)
      names.formUnion(source.matches(of: /(?m)^(?:public )?struct (\w+)(?:<.*>)?: [^{]*Operation\b/).map { String($0.1) })
    }
  }
}

extension ReferenceRow {
  /// The names of the operations that the values and gradients at the first point are made of.
  fileprivate func operations() throws -> Set<String> {
    let first = try #require(cases.first)
    let inputs = first.inputs.map { $0.tensor(Double.self) }
    var open = (double(inputs) + first.gradients.indices.map { Self.slope(double, at: inputs, $0) }).map(\.node)
    var seen: Set<UInt64> = [], names: Set<String> = []
    while let node = open.popLast() {
      if !seen.insert(node.id).inserted { continue }
      names.insert("\(Swift.type(of: node.operation))")
      open += node.operands
      if let composite = node.operation as? any CompositeOperation { open.append(composite.decomposition(of: node.operands)) }
    }
    return names
  }
}
