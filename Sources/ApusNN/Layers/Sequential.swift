/// Layers one after the other, of any number and of different types.
///
///     let model = Sequential {
///       Flatten()
///       Dense(inputSize: 784, outputSize: 64, activation: relu)
///       Dense(inputSize: 64, outputSize: 10)
///     }
public struct Sequential<Body: Layer>: Layer {
  public var layers: Body

  public init(@LayerBuilder _ layers: () -> Body) { self.layers = layers() }

  @inline(never)
  public func callAsFunction(_ input: Body.Input) -> Body.Output { layers(input) }
}

/// Two layers, the second on the output of the first: what `Sequential` is made of.
public struct Chain<First: Layer, Second: Layer>: Layer where First.Output == Second.Input {
  public var first: First
  public var second: Second

  @inline(never)
  public func callAsFunction(_ input: First.Input) -> Second.Output { second(first(input)) }
}

@resultBuilder
public enum LayerBuilder {
  public static func buildPartialBlock<L: Layer>(first: L) -> L { first }
  public static func buildPartialBlock<First: Layer, Second: Layer>(accumulated: First, next: Second) -> Chain<First, Second> {
    Chain(first: accumulated, second: next)
  }
}

/// Layers of one type one after the other.
extension Array: Module where Element: Layer, Element.Input == Element.Output {
  @inline(never)
  public func callAsFunction(_ input: Element.Input) -> Element.Output { reduce(input) { $1($0) } }
}
extension Array: Layer where Element: Layer, Element.Input == Element.Output {}
