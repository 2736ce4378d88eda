import Apus

/// The model of `Fixtures/pytorch/make-pytorch.py`.
struct PyTorchModel: Module {
  var stem = Conv2D<Float>(filterShape: (3, 3, 2, 4), activation: relu)
  var depthwise = DepthwiseConv2D<Float>(filterShape: (3, 3, 4, 2))
  var norm = BatchNorm<Float>(featureCount: 8, epsilon: 1e-5)
  var up = TransposedConv2D<Float>(filterShape: (2, 2, 3, 8))
  var blocks = [Dense<Float>(inputSize: 3, outputSize: 5, activation: tanh), Dense<Float>(inputSize: 5, outputSize: 3, activation: tanh)]
  var scaling = LayerNorm<Float>(featureCount: 3, axis: -1, epsilon: 1e-5)
  var words = Embedding<Float>(vocabularySize: 6, embeddingSize: 3)

  func callAsFunction(_ input: (images: Tensor<Float>, words: Tensor<Int32>)) -> Tensor<Float> {
    let pooled = up(norm(depthwise(stem(input.images)))).mean(squeezingAxes: [1, 2])
    return scaling(blocks.reduce(pooled) { $1($0) }) + words(input.words)
  }
}

/// The Sequential model of `Fixtures/hdf5/make-hdf5.py`.
struct KerasModel: Module {
  var convolution = Conv2D<Float>(filterShape: (3, 3, 2, 3))
  var norm = BatchNorm<Float>(featureCount: 3)
  var hidden = Dense<Float>(inputSize: 48, outputSize: 4)
  var head = Dense<Float>(inputSize: 4, outputSize: 2, useBias: false)

  func callAsFunction(_ images: Tensor<Float>) -> Tensor<Float> {
    head(hidden(norm(convolution(images)).reshaped(to: [images.shape[0], 48])))
  }
}

/// The subclassed model there.
struct SubclassedModel: Module {
  struct Block: Module {
    var inner = Dense<Float>(inputSize: 3, outputSize: 3)
    func callAsFunction(_ input: Tensor<Float>) -> Tensor<Float> { input + inner(input) }
  }

  var first = Dense<Float>(inputSize: 2, outputSize: 3)
  var blocks = [Block(), Block()]
  var heads: [any Layer<Tensor<Float>, Tensor<Float>>] = [
    Dense<Float>(inputSize: 3, outputSize: 2), LayerNorm<Float>(featureCount: 2, axis: -1), Dense<Float>(inputSize: 2, outputSize: 1),
  ]

  func callAsFunction(_ input: Tensor<Float>) -> Tensor<Float> {
    heads.reduce(blocks.reduce(first(input)) { $1($0) }) { $1($0) }
  }
}

/// The model of `Fixtures/pytorch/make-recurrent.py`.
struct RecurrentPyTorchModel: Module {
  var basic = BasicRNN<Float>(BasicRNNCell(inputSize: 3, hiddenSize: 4))
  var blocks: [any Layer<Tensor<Float>, Tensor<Float>>] = [
    LSTM<Float>(LSTMCell(inputSize: 4, hiddenSize: 5)), GRU<Float>(GRUCell(inputSize: 5, hiddenSize: 4, resetAfter: true)),
  ]
  var both = BidirectionalLSTM<Float>(LSTMCell(inputSize: 4, hiddenSize: 3), LSTMCell(inputSize: 4, hiddenSize: 3))
  var lstm_cell = LSTMCell<Float>(inputSize: 6, hiddenSize: 2)

  func callAsFunction(_ input: Tensor<Float>) -> Tensor<Float> {
    let sequences = both(blocks.reduce(basic(input)) { $1($0) })
    let last = sequences.unstacked(alongAxis: 1)[4]
    return lstm_cell(RNNCellInput(input: last, state: lstm_cell.zeroState(for: last))).output
  }
}

/// The Sequential model of `Fixtures/hdf5/make-recurrent.py`.
struct RecurrentKerasModel: Module {
  var basic = BasicRNN<Float>(BasicRNNCell(inputSize: 3, hiddenSize: 4))
  var lstm = LSTM<Float>(LSTMCell(inputSize: 4, hiddenSize: 5))
  var gru = GRU<Float>(GRUCell(inputSize: 5, hiddenSize: 4, resetAfter: true))
  var before = GRU<Float>(GRUCell(inputSize: 4, hiddenSize: 3))
  var both = BidirectionalLSTM<Float>(LSTMCell(inputSize: 3, hiddenSize: 2), LSTMCell(inputSize: 3, hiddenSize: 2))
  var last = LSTM<Float>(LSTMCell(inputSize: 4, hiddenSize: 3), returnSequences: false)

  func callAsFunction(_ input: Tensor<Float>) -> Tensor<Float> { last(both(before(gru(lstm(basic(input)))))) }
}

/// The subclassed model there.
struct RecurrentSubclassedModel: Module {
  var first: [any Layer<Tensor<Float>, Tensor<Float>>] = [
    BasicRNN<Float>(BasicRNNCell(inputSize: 3, hiddenSize: 4)), LSTM<Float>(LSTMCell(inputSize: 4, hiddenSize: 5)),
  ]
  var gated = [
    GRU<Float>(GRUCell(inputSize: 5, hiddenSize: 4, resetAfter: true)), GRU<Float>(GRUCell(inputSize: 4, hiddenSize: 3)),
  ]
  var both = BidirectionalLSTM<Float>(LSTMCell(inputSize: 3, hiddenSize: 2), LSTMCell(inputSize: 3, hiddenSize: 2))
  var last = LSTM<Float>(LSTMCell(inputSize: 4, hiddenSize: 3), returnSequences: false)

  func callAsFunction(_ input: Tensor<Float>) -> Tensor<Float> {
    last(both(gated.reduce(first.reduce(input) { $1($0) }) { $1($0) }))
  }
}
