extension Node {
  /// `reduction` along `axes`, which disappear or stay with the extent 1; a poisoned node if there is no such axis.
  func reducing(_ axes: [Int], keeping: Bool, for operation: String, _ reduction: ([Int]) -> Node) -> Node {
    along(axes, for: operation) { axes in
      let reduced = reduction(axes)
      return keeping ? reduced.reshaped(to: shape.keeping(axes)) : reduced
    }
  }

  func variance(along axes: [Int]) -> Node {
    inFloat { x in
      let distance = x - x.mean(along: axes).reshaped(to: shape.keeping(axes))
      return distance.squared().mean(along: axes)
    }
  }

  /// The largest element is taken out of the exponentials; where it is infinite, nothing is.
  func logSumExp(along axes: [Int]) -> Node {
    inFloat { x in
      let largest = x.max(along: axes).stoppingGradient()
      let shift = Node.select(largest.isFinite(), largest, largest.filled(0))
      return (x - shift.reshaped(to: shape.keeping(axes))).exp().sum(along: axes).log() + shift
    }
  }
}
