/// Layers one after the other, of any types, with conditions and loops.
@resultBuilder
public enum ModelBuilder {
  /// What the statements of a model give.
  public struct Layers {
    var layers: [NetworkLayer] = []
  }

  public static func buildExpression<L: Layer, S: TensorScalar, R: TensorScalar>(_ layer: L) -> Layers
  where L.Input == Tensor<S>, L.Output == Tensor<R> { Layers(layers: [NetworkLayer(layer)]) }

  public static func buildBlock(_ parts: Layers...) -> Layers { Layers(layers: parts.flatMap(\.layers)) }
  public static func buildArray(_ parts: [Layers]) -> Layers { Layers(layers: parts.flatMap(\.layers)) }
  public static func buildOptional(_ part: Layers?) -> Layers { part ?? Layers() }
  public static func buildEither(first part: Layers) -> Layers { part }
  public static func buildEither(second part: Layers) -> Layers { part }
}
