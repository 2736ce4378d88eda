import Apus
import Foundation
import Testing
import WireFormats

@testable import Checkpoints

/// Files that are damaged, and files that lie.
@Suite struct SavedModelDamageTests {
  /// Everything that loading does, and a look at every function.
  private func load(_ path: String) throws {
    let saved = try SavedModel.load(path)
    for name in saved.functionNames { _ = try? saved.function(name) }
  }

  private func withSavedModel(_ body: (_ path: String, _ file: [UInt8], _ handle: FileHandle) throws -> Void) throws {
    try withTemporaryFolder { folder in
      try SavedModel.save(MyModule(3), to: folder + "/m", functions: [ModelFunction("multiply", TensorSpec<Int32>("x", [3])) { $0($1) }])
      let file = folder + "/m/saved_model.pb"
      try body(folder + "/m", bytes(at: file), try #require(FileHandle(forUpdatingAtPath: file)))
    }
  }

  @Test func aFileCutAtAnyLengthIsRefused() throws {
    try withSavedModel { path, file, handle in
      for length in (0..<file.count).reversed() {
        try handle.truncate(atOffset: UInt64(length))
        #expect(throws: SavedModelError.self, "cut after \(length) bytes") { try load(path) }
      }
    }
  }

  /// No checksum covers the file: another name may be as good as the right one. What is found out is an error, and nothing ends the process.
  @Test func aFlippedBitEndsInAnErrorOrInNothing() throws {
    try withSavedModel { path, file, handle in
      var refused = 0
      for bit in stride(from: 0, to: file.count * 8, by: 3) {
        func put(_ byte: UInt8) throws {
          try handle.seek(toOffset: UInt64(bit / 8))
          try handle.write(contentsOf: [byte])
        }
        try put(file[bit / 8] ^ 1 << (bit % 8))
        do { try load(path) } catch {
          #expect(error is SavedModelError || error is TensorBundleError, "bit \(bit): \(error)")
          refused += 1
        }
        try put(file[bit / 8])
      }
      #expect(refused > file.count / 2)
      try load(path)
    }
  }

  @Test(.enabled(if: XLAPlugin.isInstalled, XLAPlugin.needed)) func aFlippedBitInAModuleEndsInAnErrorOrInNothing() throws {
    try withSavedModel { path, file, handle in
      let module = try #require(file.firstRange(of: Array("stablehlo.".utf8)))
      for bit in stride(from: module.lowerBound * 8, to: (module.upperBound + 150) * 8, by: 29) {
        var damaged = file
        damaged[bit / 8] ^= 1 << (bit % 8)
        try handle.seek(toOffset: 0)
        try handle.write(contentsOf: damaged)
        let saved = try? SavedModel.load(path)
        let result: Tensor<Int32>? = try? saved?.function("multiply")(Tensor([1, 2, 3]))
        if let result { #expect(result.shape == [3]) }
      }
    }
  }

  private struct Lie: Sendable {
    let name: String
    let change: @Sendable (inout MetaGraph) -> Void
    init(_ name: String, _ change: @escaping @Sendable (inout MetaGraph) -> Void) { (self.name, self.change) = (name, change) }
  }

  private static func node(_ name: String, _ operation: String, _ inputs: [String]) -> NodeDefinition {
    NodeDefinition(name, operation, inputs)
  }

  private static let lies = [
    Lie("no tag") { $0.tags = ["train"] },
    Lie("no objects") { $0.objects.objects = [] },
    Lie("a member that is not there") { $0.objects.objects[0].members.append(.init(name: "x", object: 99)) },
    Lie("a negative member") { $0.objects.objects[0].members.append(.init(name: "x", object: -1)) },
    Lie("members in a circle without variables") { $0.objects.objects[0].members = [.init(name: "x", object: 0)] },
    Lie("a variable of another type") { graph in
      graph.objects.objects[1].kind = .variable(.init(name: "weight", dtype: 1, shape: PartialShape([]), isTrainable: true))
    },
    Lie("a variable of another shape") { graph in
      graph.objects.objects[1].kind = .variable(.init(name: "weight", dtype: 3, shape: PartialShape([1 << 40]), isTrainable: true))
    },
    Lie("a variable under a name that the checkpoint lacks") { graph in
      graph.objects.objects[0].members.removeAll { $0.name.hasSuffix("variables") }
      graph.objects.objects[0].members[0].name = "../weight"
    },
    Lie("a function that is not there") { $0.graph.functions = [] },
    Lie("a parameter too many") { $0.graph.functions[0].inputs.append(.init("more", dtype: 1)) },
    Lie("a result that is not there") { $0.graph.functions[0].returns = [:] },
    Lie("an operation that is not there") { $0.graph.functions[0].nodes.removeLast() },
    Lie("a circle of operations") { graph in
      graph.graph.functions[0].nodes = [node("identity_0", "Identity", ["b:output:0"]), node("b", "Identity", ["identity_0:output:0"])]
    },
    Lie("a function that calls itself") { graph in
      let body = graph.graph.functions[0]
      graph.graph.functions[0].nodes = [
        NodeDefinition(
          "identity_0", "PartitionedCall", body.inputs.map(\.name),
          ["f": .function(body.name), "Tin": .types([3, 20]), "Tout": .types([3])])
      ]
    },
    Lie("an enormous constant") { graph in
      let tensor = TensorMessage(dtype: 3, shape: [1 << 20, 1 << 20], content: [])
      graph.graph.functions[0].nodes = [NodeDefinition("identity_0", "Const", [], ["dtype": .type(3), "value": .tensor(tensor)])]
    },
    Lie("a constant of an impossible shape") { graph in
      let tensor = TensorMessage(dtype: 3, shape: [1 << 62, 1 << 62], content: [1, 2, 3, 4])
      graph.graph.functions[0].nodes = [NodeDefinition("identity_0", "Const", [], ["dtype": .type(3), "value": .tensor(tensor)])]
    },
    Lie("a result of another type") { graph in
      graph.graph.functions[0].nodes = [
        NodeDefinition(
          "identity_0", "Const", [], ["value": .tensor(TensorMessage(dtype: 1, shape: [3], content: [UInt8](repeating: 0, count: 12)))])
      ]
    },
    Lie("a variable as the result") { $0.graph.functions[0].returns["result_0"] = "variable_0" },
    Lie("an operand that is none") { $0.graph.functions[0].returns["result_0"] = "a:b:c:d" },
    Lie("a negative operand") { $0.graph.functions[0].returns["result_0"] = "identity_0:output:-1" },
    Lie("a result beyond the last") { $0.graph.functions[0].returns["result_0"] = "identity_0:output:9" },
    Lie("a module without code") { change($0.graph.functions.indices, &$0) { $0["module"] = .text("") } },
    Lie("a module of an old version") { change($0.graph.functions.indices, &$0) { $0["version"] = .integer(3) } },
    Lie("a module that ends the process") { graph in
      change(graph.graph.functions.indices, &graph) { $0["module"] = .text("stablehlo.custom_call @TopK(%0)") }
    },
    Lie("a module with other results") {
      change($0.graph.functions.indices, &$0) { $0["Sout"] = .list(.init(shapes: [PartialShape([4])])) }
    },
  ]

  private static func change(
    _ functions: Range<Int>, _ graph: inout MetaGraph, _ change: (inout [String: AttributeValue]) -> Void
  ) {
    for function in functions {
      for node in graph.graph.functions[function].nodes.indices
      where graph.graph.functions[function].nodes[node].operation == "XlaCallModule" {
        change(&graph.graph.functions[function].nodes[node].attributes)
      }
    }
  }

  @Test(.enabled(if: XLAPlugin.isInstalled, XLAPlugin.needed), arguments: lies.indices) func aFileThatLiesIsRefused(index: Int) throws {
    let lie = Self.lies[index]
    try withSavedModel { path, file, _ in
      var graph = try #require(try MetaGraph.read(file).first)
      lie.change(&graph)
      try writeBytes(graph.file, to: path + "/saved_model.pb")
      #expect(throws: (any Error).self, "\(lie.name)") {
        let _: Tensor<Int32> = try SavedModel.load(path).function("multiply")(Tensor([1, 2, 3]))
      }
    }
  }

  @Test func variablesThatAreMissingOrDamagedAreRefused() throws {
    try withSavedModel { path, _, _ in
      let data = path + "/variables/variables.data-00000-of-00001"
      try writeBytes(bytes(at: data).map { $0 ^ 1 }, to: data)
      #expect(throws: TensorBundleError.self) { try load(path) }
      try FileManager.default.removeItem(atPath: path + "/variables")
      #expect(throws: TensorBundleError.self) { try load(path) }
    }
    #expect(throws: SavedModelError.self) { try load("/nowhere") }
  }

  /// Signatures nested as deeply as a file can hold: no stack is large enough for all of them.
  @Test func aSignatureThatNestsWithoutEndIsRead() throws {
    var value: [UInt8] = []
    for _ in 0..<20_000 {
      var outer = ProtobufWriter()
      outer.message(52) { $0.block(1, value) }
      value = outer.bytes
    }
    #expect(try StructuredValue(bytes: value[...]).specifications.isEmpty)
  }
}
