/// Running means that start at zero and are too small by a factor that the number of steps tells.
enum Moment {
  /// 1 − βᵗ
  static func weight(_ beta: Tensor<Float>, _ step: Node) -> Node { 1 - Node.power(beta.node, step) }

  /// √(1 − β₂ᵗ) / (1 − β₁ᵗ): what makes m / √v of means that started at zero the m / √v of means that did not.
  static func correction(_ beta1: Tensor<Float>, _ beta2: Tensor<Float>, _ step: Node, like parameter: Node) -> Node {
    (weight(beta2, step).sqrt() / weight(beta1, step)).converted(to: parameter.dtype)
  }

  /// m̂ / (√v̂ + ε) with m̂ = m / (1 − β₁ᵗ) and v̂ = v / (1 − β₂ᵗ).
  static func direction(
    _ first: Node, _ second: Node, _ beta1: Tensor<Float>, _ beta2: Tensor<Float>, _ epsilon: Tensor<Float>, _ step: Node
  ) -> Node {
    let mean = first / weight(beta1, step).converted(to: first.dtype)
    let square = second / weight(beta2, step).converted(to: first.dtype)
    return mean / (square.sqrt() + epsilon.converted(like: first))
  }
}

extension Node {
  /// `self` moved towards `other` by 1 − `share`: a running mean.
  func averaged(with other: Node, keeping share: Tensor<Float>) -> Node { self + (other - self) * (1 - share.node).converted(to: dtype) }

  /// √Σ x² over all elements.
  var norm: Node { (self * self).sum(along: Array(shape.indices)).sqrt() }

  /// `ratio` where neither norm is zero, else 1: a parameter that starts at zero can leave it.
  static func trust(_ ratio: Node, ifNotZero norm: Node, _ other: Node) -> Node {
    .select(.compare(.minimum(norm, other), norm.zeros, .greater), ratio, ratio.like(1))
  }
}
