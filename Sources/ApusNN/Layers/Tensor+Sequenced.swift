extension Tensor {
  /// Layers one after the other, as Swift for TensorFlow writes a model's call.
  ///
  ///     struct Classifier: Layer {
  ///       var hidden = Dense<Float>(inputSize: 4, outputSize: 8, activation: relu)
  ///       var output = Dense<Float>(inputSize: 8, outputSize: 3)
  ///       func callAsFunction(_ input: Tensor<Float>) -> Tensor<Float> { input.sequenced(through: hidden, output) }
  ///     }
  ///
  /// From two to six layers; what each gives is what the next one takes.
  public func sequenced<A: Layer, B: Layer>(through a: A, _ b: B) -> B.Output where A.Input == Tensor, A.Output == B.Input { b(a(self)) }

  public func sequenced<A: Layer, B: Layer, C: Layer>(through a: A, _ b: B, _ c: C) -> C.Output
  where A.Input == Tensor, A.Output == B.Input, B.Output == C.Input { c(b(a(self))) }

  public func sequenced<A: Layer, B: Layer, C: Layer, D: Layer>(through a: A, _ b: B, _ c: C, _ d: D) -> D.Output
  where A.Input == Tensor, A.Output == B.Input, B.Output == C.Input, C.Output == D.Input { d(c(b(a(self)))) }

  public func sequenced<A: Layer, B: Layer, C: Layer, D: Layer, E: Layer>(through a: A, _ b: B, _ c: C, _ d: D, _ e: E) -> E.Output
  where A.Input == Tensor, A.Output == B.Input, B.Output == C.Input, C.Output == D.Input, D.Output == E.Input { e(d(c(b(a(self))))) }

  public func sequenced<A: Layer, B: Layer, C: Layer, D: Layer, E: Layer, F: Layer>(
    through a: A, _ b: B, _ c: C, _ d: D, _ e: E, _ f: F
  ) -> F.Output
  where A.Input == Tensor, A.Output == B.Input, B.Output == C.Input, C.Output == D.Input, D.Output == E.Input, E.Output == F.Input {
    f(e(d(c(b(a(self))))))
  }
}
