// `LSTM(units: 32)`: Keras's layers, which have only the last time unless they are asked for all.

extension RecurrentLayer where Cell == BasicRNNCell<Float> {
  public init(units: Int, returnSequences: Bool = false, goBackwards: Bool = false) {
    self.init(BasicRNNCell(units: units), returnSequences: returnSequences, goBackwards: goBackwards)
  }
}

extension RecurrentLayer where Cell == LSTMCell<Float> {
  public init(units: Int, returnSequences: Bool = false, goBackwards: Bool = false) {
    self.init(LSTMCell(units: units), returnSequences: returnSequences, goBackwards: goBackwards)
  }
}

extension RecurrentLayer where Cell == GRUCell<Float> {
  public init(units: Int, returnSequences: Bool = false, goBackwards: Bool = false) {
    self.init(GRUCell(units: units), returnSequences: returnSequences, goBackwards: goBackwards)
  }
}
