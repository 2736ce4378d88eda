import Apus

/// A class for each sequence `[time, 64]`, told from the last state of an LSTM.
struct SequenceClassifier: Layer {
  var recurrent: LSTM<Float>
  var classifier: Dense<Float>

  init() {
    let inputs = 64, units = 64
    var weights = Weights()
    let cell = LSTMCell(fusedWeight: weights.next(inputs + units, 4 * units), fusedBias: Tensor(zeros: [4 * units]))
    recurrent = LSTM(cell, returnSequences: false)
    classifier = weights.dense(units, 10)
  }

  func callAsFunction(_ sequences: Tensor<Float>) -> Tensor<Float> { classifier(recurrent(sequences)) }
}
