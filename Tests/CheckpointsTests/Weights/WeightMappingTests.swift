import Apus
import Testing

@testable import Checkpoints

/// Weights that PyTorch and Keras have saved give the outputs that these have computed from them.
@Suite struct WeightMappingTests {
  private static let pyTorch = WeightMapping.pyTorch.prefixed("model.")

  private func expectClose(_ found: Tensor<Float>, to expected: Tensor<Float>?, tolerance: Float = 1e-5) throws {
    let expected = try #require(expected)
    #expect(found.shape == expected.shape)
    for (a, b) in zip(try found.readScalars(), try expected.readScalars()) { #expect(abs(a - b) <= tolerance * max(1, abs(b))) }
  }

  private func expectPyTorchsOutput(of model: PyTorchModel) throws {
    let example = try NumPyFile(path: fixture("pytorch/example.npz"))
    let images = try #require(try example.tensor("x").typed(Float.self)), words = try #require(try example.tensor("word").typed(Int32.self))
    try expectClose(model((images, words)), to: example.tensor("y").typed())
  }

  private func expectKerasOutput(_ name: String, _ model: some Module<Tensor<Float>, Tensor<Float>>) throws {
    let example = try NumPyFile(path: fixture("hdf5/\(name).npz"))
    let input: Tensor<Float> = try #require(try example.tensor("x").typed())
    try expectClose(model(input), to: example.tensor("y").typed())
  }

  @Test func aStateDictOfPyTorchGivesPyTorchsOutput() throws {
    var model = PyTorchModel()
    try loadWeights(into: &model, from: fixture("pytorch/state.npz"), mapping: Self.pyTorch)
    try expectPyTorchsOutput(of: model)
  }

  @Test(arguments: ["keras.weights.h5", "model.keras"])
  func weightsOfASequentialKerasModelGiveKerasOutput(name: String) throws {
    var model = KerasModel()
    try loadWeights(into: &model, from: fixture("hdf5/" + name), mapping: .keras)
    try expectKerasOutput("keras-example", model)
  }

  @Test func weightsOfASubclassedKerasModelGiveKerasOutput() throws {
    var model = SubclassedModel()
    try loadWeights(into: &model, from: fixture("hdf5/subclassed.weights.h5"), mapping: .kerasAttributes())
    try expectKerasOutput("subclassed-example", model)
  }

  /// In the other direction a file has the very tensors that the others have written.
  @Test func whatIsSavedHasTheNamesAndShapesOfOthers() throws {
    try withTemporaryFolder { folder in
      func expectSame(_ saved: String, _ original: String, ignoring isIgnored: (String) -> Bool = { _ in false }) throws {
        let (saved, original) = (try openTensorFile(folder + "/" + saved), try openTensorFile(fixture(original)))
        let expected = original.tensors.filter { !isIgnored($0.name) }
        #expect(Set(saved.tensors.map(\.name)) == Set(expected.map(\.name)))
        for tensor in expected {
          #expect(saved.description(of: tensor.name)?.shape == tensor.shape)
          let isEqual = try saved.withBytes(of: tensor.name) { bytes in
            try original.withBytes(of: tensor.name) { $0.elementsEqual(bytes) }
          }
          #expect(isEqual, "\(tensor.name)")
        }
      }
      var keras = KerasModel(), subclassed = SubclassedModel(), pyTorch = PyTorchModel()
      try loadWeights(into: &keras, from: fixture("hdf5/keras.weights.h5"), mapping: .keras)
      try saveWeights(of: keras, to: folder + "/keras.weights.h5", mapping: .keras)
      try expectSame("keras.weights.h5", "hdf5/keras.weights.h5")
      try loadWeights(into: &subclassed, from: fixture("hdf5/subclassed.weights.h5"), mapping: .kerasAttributes())
      try saveWeights(of: subclassed, to: folder + "/subclassed.weights.h5", mapping: .kerasAttributes())
      try expectSame("subclassed.weights.h5", "hdf5/subclassed.weights.h5")
      try loadWeights(into: &pyTorch, from: fixture("pytorch/state.npz"), mapping: Self.pyTorch)
      // A filter alone does not say that it is a depthwise one.
      let toPyTorch = Self.pyTorch.laying(TensorLayout(axes: [[2, 3], [], [0], [1]])) { $0 == "model.depthwise.weight" }
      for name in ["state.npz", "state.safetensors", "state.h5"] {
        try saveWeights(of: pyTorch, to: folder + "/" + name, mapping: toPyTorch)
        try expectSame(name, "pytorch/state.npz") { $0.hasSuffix("num_batches_tracked") }
      }
    }
  }

  @Test func aPartMayHaveAnotherNameAndMayBeKept() throws {
    struct Renamed: Module {
      var body = PyTorchModel()
      var head = Dense<Float>(inputSize: 3, outputSize: 1)
      func callAsFunction(_ input: PyTorchModel.Input) -> Tensor<Float> { head(body(input)) }
    }
    var model = Renamed()
    let head = try model.head.weight.readScalars()
    let mapping = Self.pyTorch.renaming("body", to: "").keeping("head")
    try loadWeights(into: &model, from: fixture("pytorch/state.npz"), mapping: mapping)
    try expectPyTorchsOutput(of: model.body)
    #expect(try model.head.weight.readScalars() == head)
    let error = #expect(throws: WeightsError.self) {
      try loadWeights(into: &model, from: fixture("pytorch/state.npz"), mapping: Self.pyTorch.renaming("body", to: ""))
    }
    #expect(error?.missing == ["head.weight (model.head.weight)", "head.bias (model.head.bias)"])
  }

  @Test func numbersAreConvertedOnlyWhereThatIsAskedFor() throws {
    struct Half: Module {
      var a = Tensor<Float16>([1.5, 2])
      var b = Tensor<BFloat16>([3, 4])
      func callAsFunction(_ input: Tensor<Float>) -> Tensor<Float> { input }
    }
    struct Whole: Module {
      var a = Tensor<Float>([0, 0])
      var b = Tensor<Float>([0, 0])
      func callAsFunction(_ input: Tensor<Float>) -> Tensor<Float> { input }
    }
    try withTemporaryFolder { folder in
      for name in ["half.safetensors", "half.npz", "half.h5"] {
        let path = folder + "/" + name
        try saveWeights(of: Half(), to: path)
        var half = Half(), whole = Whole()
        half.a = Tensor<Float16>([0, 0])
        try loadWeights(into: &half, from: path)
        #expect(try half.a.readScalars() == [1.5, 2])
        let error = #expect(throws: WeightsError.self) { try loadWeights(into: &whole, from: path) }
        #expect(error?.different.map(\.found) == ["Float16 [2]", "BFloat16 [2]"])
        try loadWeights(into: &whole, from: path, mapping: .own.convertingTypes)
        #expect(try whole.a.readScalars() == [1.5, 2])
        #expect(try whole.b.readScalars() == [3, 4])
      }
    }
  }

  @Test func theReportShowsEveryPairAndEveryDifference() throws {
    let path = fixture("pytorch/state.npz")
    let good = try compareWeights(of: PyTorchModel(), with: path, mapping: Self.pyTorch)
    #expect(good.isComplete && good.fitting.count == 17)
    #expect(good.description.hasPrefix("stem.filter           model.stem.weight        Float [3, 3, 2, 4]  ←  Float [4, 2, 3, 3]\n"))
    #expect(good.description.hasSuffix("everything fits"))
    var other = PyTorchModel()
    other.stem = Conv2D<Float>(filterShape: (3, 3, 2, 5))
    let bad = try compareWeights(of: other, with: path, mapping: Self.pyTorch)
    #expect(
      bad.differences.description == """
        Apus: the weights in a file are not those of this model
          file      \(path)
          different stem.filter (model.stem.weight): the model has Float [3, 3, 2, 5] (in the file [5, 2, 3, 3]), the file Float [4, 2, 3, 3]
          different stem.bias (model.stem.bias): the model has Float [5], the file Float [4]
        """)
  }

  @Test func aModelIsLoadedFromACheckpointOfARun() throws {
    try withTemporaryFolder { folder in
      let saved = KerasModel()
      try Checkpoint(model: saved, optimizer: SGD(for: saved, learningRate: 0.1, momentum: 0.9), step: 3).save(to: folder + "/ckpt-1")
      var loaded = KerasModel()
      try loadWeights(into: &loaded, from: folder + "/ckpt-1", mapping: .checkpoint())
      #expect(try loaded.hidden.weight.readScalars() == saved.hidden.weight.readScalars())
      let error = #expect(throws: WeightsError.self) {
        try loadWeights(into: &loaded, from: folder + "/ckpt-1", mapping: .checkpoint(root: "other"))
      }
      #expect(error?.missing.count == 9 && error?.leftOver == [])
    }
  }

  @Test func aLayoutHasAnInverse() {
    let layouts: [([Int], TensorLayout)] = [
      ([3, 5], .transposed), ([3, 5], .same), ([2, 3, 4, 5], TensorLayout(axes: [[3], [2], [0], [1]])),
      ([2, 3, 4, 5], TensorLayout(axes: [[2, 3], [], [0], [1]])), ([], .same), ([0, 4], .transposed),
    ]
    for (shape, layout) in layouts {
      let bytes = (0..<shape.reduce(2, *)).map { UInt8(truncatingIfNeeded: $0) }
      let there = bytes.withUnsafeBytes { layout.toFile($0, shape: shape, width: 2) }
      #expect(there.withUnsafeBytes { layout.toModel($0, shape: shape, width: 2) } == bytes)
      if shape.count > 1 && bytes.count > 0 && layout != .same { #expect(there != bytes) }
    }
    #expect(TensorLayout(axes: [[2, 3], [], [0], [1]]).fileShape(of: [3, 3, 4, 2]) == [8, 1, 3, 3])
    #expect(TensorLayout.transposed.fileShape(of: [3]) == nil)
    #expect(TensorLayout(axes: [[0], [0]]).fileShape(of: [3, 3]) == nil)
  }
}
