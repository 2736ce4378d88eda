import Apus
import Testing

@testable import Checkpoints

/// Weights of recurrent layers that PyTorch and Keras have saved give the outputs that these have computed from them.
@Suite struct RecurrentMappingTests {
  private func expectOutput(of model: some Module<Tensor<Float>, Tensor<Float>>, in example: String) throws {
    let file = try NumPyFile(path: fixture(example))
    let x: Tensor<Float> = try #require(try file.tensor("x").typed()), y: Tensor<Float> = try #require(try file.tensor("y").typed())
    let found = model(x)
    #expect(found.shape == y.shape)
    for (a, b) in zip(try found.readScalars(), try y.readScalars()) { #expect(abs(a - b) <= 1e-6, "\(a) instead of \(b)") }
  }

  @Test func aStateDictOfPyTorchGivesPyTorchsOutput() throws {
    var model = RecurrentPyTorchModel()
    try loadWeights(into: &model, from: fixture("pytorch/recurrent.npz"), mapping: .pyTorch)
    try expectOutput(of: model, in: "pytorch/recurrent-example.npz")
  }

  @Test func weightsOfASequentialKerasModelGiveKerasOutput() throws {
    var model = RecurrentKerasModel()
    try loadWeights(into: &model, from: fixture("hdf5/recurrent.weights.h5"), mapping: .keras)
    try expectOutput(of: model, in: "hdf5/recurrent-example.npz")
  }

  @Test func weightsOfASubclassedKerasModelGiveKerasOutput() throws {
    var model = RecurrentSubclassedModel()
    try loadWeights(into: &model, from: fixture("hdf5/subclassed-recurrent.weights.h5"), mapping: .kerasAttributes())
    try expectOutput(of: model, in: "hdf5/subclassed-recurrent-example.npz")
  }

  /// In the other direction a file has the tensors that the others have written, but for the sums of two biases.
  @Test func whatIsSavedHasTheNamesAndShapesOfOthersAndComesBack() throws {
    func expectTheSame<M: Module<Tensor<Float>, Tensor<Float>>>(
      _ make: () -> M, _ original: String, _ example: String, _ mapping: WeightMapping, as name: String
    ) throws {
      try withTemporaryFolder { folder in
        var model = make()
        try loadWeights(into: &model, from: fixture(original), mapping: mapping)
        try saveWeights(of: model, to: folder + "/" + name, mapping: mapping)
        let saved = try openTensorFile(folder + "/" + name), expected = try openTensorFile(fixture(original))
        #expect(Set(saved.tensors.map(\.name)) == Set(expected.tensors.map(\.name)))
        for tensor in expected.tensors {
          #expect(saved.description(of: tensor.name)?.shape == tensor.shape, "\(tensor.name)")
          guard tensor.shape.count == 2, tensor.shape[0] > 2 else { continue }
          let isEqual = try saved.withBytes(of: tensor.name) { bytes in
            try expected.withBytes(of: tensor.name) { $0.elementsEqual(bytes) }
          }
          #expect(isEqual, "\(tensor.name)")
        }
        var again = make()
        try loadWeights(into: &again, from: folder + "/" + name, mapping: mapping)
        try expectOutput(of: again, in: example)
      }
    }
    for name in ["w.npz", "w.safetensors"] {
      try expectTheSame(RecurrentPyTorchModel.init, "pytorch/recurrent.npz", "pytorch/recurrent-example.npz", .pyTorch, as: name)
    }
    try expectTheSame(RecurrentKerasModel.init, "hdf5/recurrent.weights.h5", "hdf5/recurrent-example.npz", .keras, as: "w.weights.h5")
    try expectTheSame(
      RecurrentSubclassedModel.init, "hdf5/subclassed-recurrent.weights.h5", "hdf5/subclassed-recurrent-example.npz", .kerasAttributes(),
      as: "w.weights.h5")
  }

  @Test func theReportSpeaksOfTheOthersTensors() throws {
    var model = RecurrentKerasModel()
    let path = fixture("hdf5/recurrent.weights.h5")
    let report = try compareWeights(of: model, with: path, mapping: .keras)
    #expect(report.isComplete && report.fitting.count == 21)
    #expect(
      report.fitting[3]
        == .init(path: "lstm.cell.kernel", name: "layers/lstm/cell/vars/0", expected: "Float [4, 20]", found: "Float [4, 20]"))
    model.lstm = LSTM(LSTMCell(inputSize: 4, hiddenSize: 6))
    let before = try model.lstm.cell.fusedWeight.readScalars()
    let error = #expect(throws: WeightsError.self) { try loadWeights(into: &model, from: path, mapping: .keras) }
    #expect(error?.different.count == 3 && error?.missing == [] && error?.leftOver == [])
    #expect(try model.lstm.cell.fusedWeight.readScalars() == before)
  }

  /// The parts of a cell stay together: it is kept as a whole, and called as PyTorch calls it in another module.
  @Test func aCellIsRenamedAndKept() throws {
    struct Two: Module {
      var first: RecurrentPyTorchModel
      var second: LSTM<Float>
      func callAsFunction(_ input: Tensor<Float>) -> Tensor<Float> { second(input) }
    }
    try withTemporaryFolder { folder in
      var model = Two(first: RecurrentPyTorchModel(), second: LSTM(LSTMCell(inputSize: 2, hiddenSize: 3)))
      let names = ["weight_ih", "weight_hh", "bias_ih", "bias_hh"]
      let stacked = names.reduce(WeightMapping.pyTorch.renaming("first", to: "")) {
        $0.renaming("second.\($1)_l0", to: "both.\($1)_l1")
      }
      try saveWeights(of: model, to: folder + "/w.npz", mapping: stacked)
      #expect(try NumPyFile(path: folder + "/w.npz").description(of: "both.weight_hh_l1")?.shape == [12, 3])
      let second = try model.second.cell.fusedWeight.readScalars()
      let mapping = WeightMapping.pyTorch.renaming("first", to: "").keeping("second")
      try loadWeights(into: &model, from: fixture("pytorch/recurrent.npz"), mapping: mapping)
      try expectOutput(of: model.first, in: "pytorch/recurrent-example.npz")
      #expect(try model.second.cell.fusedWeight.readScalars() == second)
    }
  }

  /// PyTorch's GRU applies the reset gate after the product; another is none of its.
  @Test func whatALibraryHasNotIsMissing() throws {
    struct Before: Module {
      var gru = GRU<Float>(GRUCell(inputSize: 5, hiddenSize: 4))
      func callAsFunction(_ input: Tensor<Float>) -> Tensor<Float> { gru(input) }
    }
    var model = Before()
    let error = #expect(throws: WeightsError.self) {
      try loadWeights(into: &model, from: fixture("pytorch/recurrent.npz"), mapping: .pyTorch)
    }
    #expect(error?.missing.count == 9)
  }
}
