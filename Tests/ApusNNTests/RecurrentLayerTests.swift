import ApusNN
import Testing

@Suite struct RecurrentLayerTests {
  private let x = Tensor<Float>(randomUniform: [2, 5, 3], from: -1, to: 1, seed: 1)
  private let cell = LSTMCell<Float>(inputSize: 3, hiddenSize: 4, weightInitializer: glorotUniform(seed: 2))

  @Test func aCellByItselfIsOneStepOfTheLayer() {
    var state = cell.zeroState(for: x[0..., 0])
    var outputs: [Tensor<Float>] = []
    for time in 0..<5 {
      let step = cell(RNNCellInput(input: x[0..., time], state: state))
      state = step.state
      outputs.append(step.output)
    }
    let (all, last) = LSTM(cell).run(x)
    #expect(all.isAlmostEqual(to: Tensor(stacking: outputs, alongAxis: 1), tolerance: 1e-6))
    #expect(last.cell.isAlmostEqual(to: state.cell, tolerance: 1e-6))
  }

  @Test func aRunCanBeContinued() {
    let layer = LSTM(cell)
    let (first, state) = layer.run(x[0..., 0..<2])
    let rest = layer.run(x[0..., 2..<5], initialState: state).outputs
    #expect(Tensor(concatenating: [first, rest], alongAxis: 1).isAlmostEqual(to: layer(x), tolerance: 1e-6))
  }

  @Test func theLastOutputIsThatOfTheLastStep() {
    #expect(LSTM(cell).lastOutput(from: x).isAlmostEqual(to: LSTM(cell)(x)[0..., 4], tolerance: 1e-6))
    let backwards = LSTM(cell, goBackwards: true)
    #expect(backwards.lastOutput(from: x).isAlmostEqual(to: backwards(x)[0..., 0], tolerance: 1e-6))
    #expect(LSTM(cell, returnSequences: false)(x).shape == [2, 4])
  }

  @Test func aMaskedStepRepeatsTheOutputBeforeIt() {
    let mask = Tensor<Bool>(shape: [2, 5], scalars: [true, true, false, true, false, false, true, true, true, true])
    let (outputs, state) = LSTM(cell).run(x, mask: mask)
    #expect(outputs[0, 2].scalars == outputs[0, 1].scalars)
    #expect(outputs[0, 4].scalars == outputs[0, 3].scalars)
    #expect(outputs[0, 4].scalars == state.hidden[0].scalars)
    #expect(outputs[1, 0].scalars == [0, 0, 0, 0])
    let kept = Tensor(concatenating: [x[0..<1, 0..<2], x[0..<1, 3..<4]], alongAxis: 1)
    #expect(LSTM(cell).lastOutput(from: kept)[0].isAlmostEqual(to: outputs[0, 4], tolerance: 1e-6))
  }

  @Test func arraysOfTimesAreSwiftForTensorFlowsForm() {
    let outputs = LSTM(cell)(x.unstacked(alongAxis: 1))
    #expect(outputs.count == 5)
    #expect(Tensor(stacking: outputs, alongAxis: 1).isAlmostEqual(to: LSTM(cell)(x), tolerance: 1e-6))
  }

  @Test func bothDirectionsCanBeHadSeparately() {
    let other = LSTMCell<Float>(inputSize: 3, hiddenSize: 4, weightInitializer: glorotUniform(seed: 3))
    let layer = BidirectionalLSTM(cell, other)
    let (forward, backward) = layer.separateOutputs(x)
    #expect(layer(x).shape == [2, 5, 8])
    #expect(layer(x).isAlmostEqual(to: Tensor(concatenating: [forward, backward], alongAxis: -1), tolerance: 1e-6))
    #expect(BidirectionalLSTM(cell, other, returnSequences: false)(x).shape == [2, 8])
  }

  /// An LSTM that is one call where the machine has oneDNN, against its steps in `Double`.
  @Test(arguments: [false, true]) func aLargeLSTMAndItsGradientsHaveTheDigitsOfAFloat(_ goBackwards: Bool) throws {
    func gradients<S: TensorFloatingPoint>(of layer: LSTM<S>, _ x: Tensor<S>, _ start: Tensor<S>) throws -> [[Double]] {
      func loss(_ layer: LSTM<S>, _ x: Tensor<S>, _ start: Tensor<S>) -> Tensor<S> {
        let (outputs, last) = layer.run(x, initialState: .init(cell: start, hidden: start * start))
        return (outputs * outputs).sum() + last.cell.sum() + (last.hidden * last.cell).sum()
      }
      let ofLayer = gradient(at: layer) { loss($0, x, start) }, (ofInput, ofStart) = gradient(at: x, start) { loss(layer, $0, $1) }
      let tensors = [layer(x), ofLayer.cell.fusedWeight, ofLayer.cell.fusedBias, ofInput, ofStart]
      return tensors.map { Tensor<Double>($0).scalars }
    }
    let cell = LSTMCell<Double>(inputSize: 5, hiddenSize: 37, weightInitializer: glorotUniform(seed: 4))
    let x = Tensor<Double>(randomUniform: [19, 11, 5], from: -2, to: 2, seed: 5)
    let start = Tensor<Double>(randomUniform: [19, 37], from: -1, to: 1, seed: 6)
    let single = LSTMCell<Float>(fusedWeight: Tensor(cell.fusedWeight), fusedBias: Tensor(cell.fusedBias))
    let expected = try gradients(of: LSTM(cell, goBackwards: goBackwards), x, start)
    let found = try gradients(of: LSTM(single, goBackwards: goBackwards), Tensor<Float>(x), Tensor<Float>(start))
    for (expected, found) in zip(expected, found) {
      let greatest = expected.reduce(0) { max($0, $1.magnitude) }
      #expect(zip(expected, found).allSatisfy { ($0 - $1).magnitude <= 2e-6 * greatest })
    }
  }

  @Test func theProgramDoesNotGrowWithTime() throws {
    let engine = Engine(diskCache: nil)
    try withEngine(engine) {
      let wide = BasicRNNCell<Float>(inputSize: 64, hiddenSize: 64, weightInitializer: glorotUniform(seed: 1))
      for time in [10, 200] {
        let x = Tensor<Float>(randomUniform: [8, time, 64], from: -1, to: 1, seed: 2)
        _ = try gradient(at: BasicRNN(wide)) { $0(x).sum() }.cell.weight.evaluated()
      }
    }
    let counts = engine.report.compilations.map(\.operationCount)
    if isPluginThere { #expect(counts.count >= 2 && counts.allSatisfy { $0 < 60 }, "\(counts)") }
  }

  private var isPluginThere: Bool { (try? DeviceRuntime.shared.client()) != nil }

  @Test func aRecurrentNetworkIsTrainedInACompiledStep() throws {
    var model = Sequential {
      Embedding<Float>(embeddings: Tensor(randomUniform: [5, 3], from: -1, to: 1, seed: 1))
      LSTM(LSTMCell(inputSize: 3, hiddenSize: 8, weightInitializer: glorotUniform(seed: 2)), returnSequences: false)
      Dense(inputSize: 8, outputSize: 2, weightInitializer: glorotUniform(seed: 3))
    }
    // Whether the number 4 occurs.
    let words = Tensor<Int32>(shape: [6, 4], scalars: [0, 1, 2, 3, 4, 1, 0, 2, 3, 3, 4, 1, 2, 0, 1, 1, 1, 2, 3, 4, 0, 3, 0, 3])
    let labels = Tensor<Int32>([0, 1, 1, 0, 1, 0])
    var optimizer = Adam(for: model, learningRate: 0.05)
    let step = compiled {
      (model: inout Sequential<Chain<Chain<Embedding<Float>, LSTM<Float>>, Dense<Float>>>, optimizer: inout Adam, words: Tensor<Int32>) in
      let (loss, slope) = valueWithGradient(at: model) { softmaxCrossEntropy(logits: $0(words), labels: labels) }
      optimizer.update(&model, along: slope)
      return loss
    }
    let first = step(&model, &optimizer, words).scalarized()
    for _ in 0..<60 { step(&model, &optimizer, words) }
    let last = step(&model, &optimizer, words).scalarized()
    #expect(first > 0.4 && last < 0.05, "\(first) to \(last)")
    #expect(step.report.traceCount == 1)
  }

  @Test func whatDoesNotFitIsAMistakeAtTheCallersLine() {
    let found = [
      LSTM(cell)(Tensor<Float>(zeros: [2, 3])), LSTM(cell)(Tensor<Float>(zeros: [2, 5, 7])),
      LSTM(cell)(x, mask: Tensor(repeating: true, shape: [5, 2])),
      GRU(GRUCell(inputSize: 3, hiddenSize: 2))(Tensor<Float>(zeros: [2, 5, 4])),
      BasicRNN(BasicRNNCell(weight: Tensor<Float>(zeros: [2]), bias: Tensor(zeros: [4])))(x),
      BidirectionalLSTM(cell, LSTMCell(inputSize: 3, hiddenSize: 5), mergeFunction: .sum)(x),
      LSTM(LSTMCell<Float>(fusedWeight: Tensor(zeros: [7, 16]), fusedBias: Tensor(zeros: [15])))(x),
    ]
    for tensor in found {
      #expect(tensor.diagnosis?.site?.file.hasSuffix("RecurrentLayerTests.swift") == true, "\(tensor.diagnosis?.description ?? "none")")
    }
    #expect(found[0].diagnosis?.description.contains("[batch, time, inputSize]") == true)
    #expect(found[2].diagnosis?.description.contains("a mask of shape [5, 2] does not fit an input of shape [2, 5, 3]") == true)
  }

  @Test func noTimesMakeNoOutputs() {
    let (outputs, state) = LSTM(cell).run(Tensor<Float>(zeros: [2, 0, 3]))
    #expect(outputs.shape == [2, 0, 4])
    #expect(state.hidden.scalars == [Float](repeating: 0, count: 8))
  }
}
