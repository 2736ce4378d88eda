/// A function as a layer, to stand between others.
///
///     let flip = Function<Tensor<Float>, Tensor<Float>> { $0.reversed(inAxes: 1) }
public struct Function<Input, Output>: ObservedLayer {
  public let body: @Sendable (Input) -> Output

  public init(_ body: @escaping @Sendable (Input) -> Output) { self.body = body }

  public func forward(_ input: Input) -> Output { body(input) }

  public mutating func visitParameters(_ visit: (ParameterPath, inout Parameter) -> Void) {}
}
