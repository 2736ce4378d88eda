// The arguments that Keras's layers are mostly given without their names: `Dense(64)`, `Conv2D(32, 3)`, `LSTM(8)`, `Dropout(0.5)`. The layers
// are those of everything else, which has the names.

extension Dense where Scalar == Float {
  /// As `Dense(units:)`.
  ///
  ///     let y = Dense(64, activation: relu)(x)
  public init(
    _ units: Int, activation: @escaping Activation<Float> = identity, useBias: Bool = true,
    weightInitializer: @escaping ParameterInitializer<Float> = glorotUniform(), biasInitializer: ParameterInitializer<Float> = zeros()
  ) {
    self.init(
      units: units, activation: activation, useBias: useBias, weightInitializer: weightInitializer, biasInitializer: biasInitializer)
  }
}

extension Conv2D where Scalar == Float {
  /// As `Conv2D(filters:kernelSize:)`.
  public init(
    _ filters: Int, _ kernelSize: Int, strides: (Int, Int) = (1, 1), padding: Padding = .valid, dilations: (Int, Int) = (1, 1),
    groups: Int = 1, activation: @escaping Activation<Float> = identity, useBias: Bool = true
  ) {
    self.init(
      filters: filters, kernelSize: kernelSize, strides: strides, padding: padding, dilations: dilations, groups: groups,
      activation: activation, useBias: useBias)
  }
}

extension RecurrentLayer where Cell == BasicRNNCell<Float> {
  /// As `BasicRNN(units:)`.
  public init(_ units: Int, returnSequences: Bool = false) { self.init(units: units, returnSequences: returnSequences) }
}

extension RecurrentLayer where Cell == LSTMCell<Float> {
  /// As `LSTM(units:)`.
  public init(_ units: Int, returnSequences: Bool = false) { self.init(units: units, returnSequences: returnSequences) }
}

extension RecurrentLayer where Cell == GRUCell<Float> {
  /// As `GRU(units:)`.
  public init(_ units: Int, returnSequences: Bool = false) { self.init(units: units, returnSequences: returnSequences) }
}

extension Embedding where Scalar == Float {
  /// As `Embedding(vocabularySize:embeddingSize:)`.
  public init(_ vocabularySize: Int, _ embeddingSize: Int) { self.init(vocabularySize: vocabularySize, embeddingSize: embeddingSize) }
}

extension Dropout where Scalar == Float {
  /// As `Dropout(probability:)`.
  public init(_ probability: Double) { self.init(probability: probability) }
}
