import Apus
import Foundation
import Testing

@testable import Checkpoints

@Suite struct SavedModelSavingTests {
  private func saved<M: Module>(_ model: M, _ functions: [ModelFunction<M>]) throws -> (graph: MetaGraph, bundle: SavedCheckpoint) {
    try withTemporaryFolder { folder in
      try SavedModel.save(model, to: folder + "/saved", functions: functions)
      #expect(try names(in: folder) == ["saved"])
      #expect(try names(in: folder + "/saved") == ["saved_model.pb", "variables"])
      let graphs = try MetaGraph.read(bytes(at: folder + "/saved/saved_model.pb"))
      #expect(graphs.count == 1)
      return (try #require(graphs.first), try SavedCheckpoint(path: folder + "/saved/variables/variables"))
    }
  }

  private let parts = ModelFunction("parts", TensorSpec<Float>("z", [2]), TensorSpec<Float>("a", [2])) { (model: Subtraction, z, a) in
    model.parts(z, a)
  }

  /// Python would swap them without a word.
  @Test func namesOfSignaturesAreSorted() throws {
    let graph = try saved(Subtraction(), [parts]).graph
    let wrapper = try #require(graph.graph.functions.first { $0.name == "__inference_signature_parts" })
    #expect(wrapper.inputs.map(\.name) == ["argument_1", "argument_0", "variable_0"])
    #expect(wrapper.outputs.map(\.name) == ["result_1", "result_0"])
    #expect(wrapper.outputs.map(\.dtype) == [3, 1])
    let object = try #require(graph.objects.objects.first { if case .concreteFunction = $0.kind { true } else { false } })
    #expect(object.kind == .concreteFunction(wrapper.name, arguments: ["a", "z"]))
    let call = try #require(graph.graph.nodes.first { $0.operation == "StatefulPartitionedCall" })
    #expect(call.inputs == ["parts_a", "parts_z", "variable_0"])
    #expect(graph.signatures["parts"]?.outputs["first"]?.name == "call_parts:0")
    #expect(graph.signatures["parts"]?.outputs["total"]?.name == "call_parts:1")
  }

  @Test func variablesHaveTheStructureOfTheModel() throws {
    let (graph, checkpoint) = try saved(Subtraction(), [.call(TensorSpec("x", [nil, 2]))])
    let root = graph.objects.objects[0]
    #expect(root.members.map(\.name) == ["scale", "offset", "variables", "trainable_variables", "__call__", "signatures"])
    #expect(checkpoint.names == ["offset", "scale"])
    #expect(try checkpoint.tensor("offset").typed(Float.self)?.readScalars() == [0.5, -0.5])
    #expect(graph.graph.functions.first?.nodes.map(\.operation) == ["ReadVariableOp", "ReadVariableOp", "XlaCallModule", "Identity"])
    #expect(graph.signatures.keys.sorted() == ["serving_default"])
    #expect(graph.signatures["serving_default"]?.inputs["x"]?.shape == PartialShape([nil, 2]))
  }

  @Test func constantsAndValuesFromOutsideAreVariablesThatAreNotTrained() throws {
    let outside = Tensor<Float>([1, 2, 3, 4])
    var model = CheckpointModel(seed: 3, outputSize: 4)
    model.blocks[0].bias = nil
    let function = ModelFunction("shifted", TensorSpec<Float>("x", [2, 3])) { (model: CheckpointModel, x) in model(x) + outside }
    let (graph, checkpoint) = try saved(model, [function])
    #expect(checkpoint.names == ["blocks/0/weight", "blocks/1/bias", "blocks/1/weight", "calls", "captured/0", "scale"])
    let trainable = graph.objects.objects.filter { if case .variable(let variable) = $0.kind { variable.isTrainable } else { false } }
    #expect(trainable.count == 3)
  }

  @Test func equalModelsMakeEqualFiles() throws {
    let files = try (0..<2).map { _ in
      try withTemporaryFolder { folder in
        try SavedModel.save(
          SmallClassifier.seeded(), to: folder + "/a", functions: [.call(TensorSpec("image", SmallClassifier.imageShape))])
        return try bytes(at: folder + "/a/saved_model.pb") + bytes(at: folder + "/a/variables/variables.index")
      }
    }
    #expect(files[0] == files[1])
  }

  @Test func aSavedModelIsReplacedAndAnotherFolderIsNot() throws {
    try withTemporaryFolder { folder in
      let path = folder + "/saved"
      try SavedModel.save(Subtraction(), to: path, functions: [parts])
      try SavedModel.save(MyModule(3), to: path + "/", functions: [])
      #expect(try SavedCheckpoint(path: path + "/variables/variables").names == ["weight"])
      #expect(try names(in: folder) == ["saved"])
      try FileManager.default.createDirectory(atPath: folder + "/papers/thesis", withIntermediateDirectories: true)
      #expect(throws: AtomicFileError(path: folder + "/papers", step: .replace, code: ENOTEMPTY)) {
        try SavedModel.save(MyModule(3), to: folder + "/papers", functions: [])
      }
      #expect(throws: AtomicFileError(path: folder + "/none/saved", step: .create, code: ENOENT)) {
        try SavedModel.save(MyModule(3), to: folder + "/none/saved", functions: [])
      }
      #expect(try names(in: folder) == ["papers", "saved"])
    }
  }

  /// Where a link leads is not the saver's: it is refused, and nothing behind it is touched.
  @Test func aSymbolicLinkIsNeitherFollowedNorReplaced() throws {
    try withTemporaryFolder { folder in
      let path = folder + "/link", target = folder + "/target"
      try SavedModel.save(MyModule(3), to: target, functions: [])
      let old = try bytes(at: target + "/saved_model.pb")
      try FileManager.default.createSymbolicLink(atPath: path, withDestinationPath: target)
      #expect(throws: AtomicFileError(path: path, step: .replace, code: ENOTDIR)) {
        try SavedModel.save(Subtraction(), to: path, functions: [])
      }
      #expect(try FileManager.default.destinationOfSymbolicLink(atPath: path) == target)
      try FileManager.default.removeItem(atPath: path)
      try FileManager.default.createSymbolicLink(atPath: path, withDestinationPath: folder + "/nowhere")
      #expect(throws: AtomicFileError(path: path, step: .replace, code: ENOTDIR)) {
        try SavedModel.save(Subtraction(), to: path, functions: [])
      }
      #expect(try bytes(at: target + "/saved_model.pb") == old)
      #expect(try names(in: folder) == ["link", "target"])
    }
  }

  @Test func aLinkInTheOldOneIsRemovedAndWhereItLeadsIsNot() throws {
    try withTemporaryFolder { folder in
      let path = folder + "/saved", papers = folder + "/papers"
      try SavedModel.save(MyModule(3), to: path, functions: [])
      try FileManager.default.createDirectory(atPath: papers, withIntermediateDirectories: false)
      try writeBytes([1, 2, 3], to: papers + "/thesis")
      try FileManager.default.createSymbolicLink(atPath: path + "/assets", withDestinationPath: papers)
      try SavedModel.save(Subtraction(), to: path, functions: [])
      #expect(try names(in: path) == ["saved_model.pb", "variables"])
      #expect(try bytes(at: papers + "/thesis") == [1, 2, 3])
    }
  }

  /// The system refuses bytes beyond a limit that only the child process has: to the writer that is a full disk.
  @Test func aFullDiskLeavesTheOldOneAndNothingElse() async {
    await #expect(processExitsWith: .success) {
      try withTemporaryFolder { folder in
        let path = folder + "/saved"
        try SavedModel.save(MyModule(3), to: path, functions: [])
        let old = try bytes(at: path + "/saved_model.pb")
        signal(SIGXFSZ, SIG_IGN)
        var limit = rlimit(rlim_cur: 256, rlim_max: 256)
        setrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limit)
        let error = #expect(throws: AtomicFileError.self) {
          try SavedModel.save(CheckpointModel(seed: 3, outputSize: 100), to: path, functions: [])
        }
        #expect(error?.step == .write && error?.code == EFBIG)
        #expect(try bytes(at: path + "/saved_model.pb") == old)
        #expect(try names(in: folder) == ["saved"])
      }
    }
  }

  @Test func whatFailsLeavesTheOldOne() throws {
    try withTemporaryFolder { folder in
      let path = folder + "/saved"
      try SavedModel.save(MyModule(3), to: path, functions: [])
      let old = try bytes(at: path + "/saved_model.pb")
      var model = Subtraction()
      model.offset = Tensor<Float>([1, 2]) + Tensor<Float>([1, 2, 3])
      #expect(throws: Diagnosis.self) { try SavedModel.save(model, to: path, functions: []) }
      #expect(try bytes(at: path + "/saved_model.pb") == old)
      #expect(try names(in: folder) == ["saved"])
    }
  }
}
