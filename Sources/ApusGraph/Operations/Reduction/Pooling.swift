extension Node {
  /// The largest element under a window that slides along every axis; padding does not count.
  ///
  ///     let halved = images.maxPooled(
  ///       window: [1, 2, 2, 1], strides: [1, 2, 2, 1], padding: [(0, 0), (0, 0), (0, 0), (0, 0)])
  ///
  /// The cotangent goes to the first of several elements that are equally large.
  /// - Parameters:
  ///   - window: the window's extent along each axis, such as `[1, 2, 2, 1]` for images `[batch, height, width, channels]`.
  ///   - padding: how far the window may reach beyond each end of each axis.
  public func maxPooled(window: [Int], strides: [Int], padding: [(low: Int, high: Int)]) -> Node {
    pooled(window, strides, padding) { windows in
      if TensorShape(window).contiguousSize <= Self.mostSlices { return .make(MaxPool(sizes: window, windows: windows), self) }
      return foldedAxisByAxis(.max, window, windows)
    }
  }

  /// The mean of the elements under a window that slides along every axis; padding counts neither in the sum nor in the number.
  ///
  /// - Parameters: as for `maxPooled(window:strides:padding:)`.
  public func averagePooled(window: [Int], strides: [Int], padding: [(low: Int, high: Int)]) -> Node {
    pooled(window, strides, padding) { .make(AveragePool(sizes: window, windows: $0), self) }
  }

  /// The most taps for which a pool is made of slices.
  static let mostSlices = 9

  private func pooled(
    _ window: [Int], _ strides: [Int], _ padding: [(low: Int, high: Int)], _ body: ([Convolution.Window]) -> Node
  ) -> Node {
    if diagnosis != nil { return self }
    guard window.count == rank, strides.count == rank, padding.count == rank else {
      let given = "the window \(window), the strides \(strides) and \(padding.count) paddings"
      return .poison(
        Mistake.attribute(operation: "pool", problem: "\(given) do not have one number an axis", operand: shape), [self])
    }
    guard padding.allSatisfy({ $0.low >= 0 && $0.high >= 0 }) else {
      return .poison(Mistake.attribute(operation: "pool", problem: "padding is at least 0", operand: shape), [self])
    }
    guard (window + strides).allSatisfy(\.isExtent) else {
      return .poison(Mistake.attribute(operation: "pool", problem: "a window or stride of 2³¹ or more", operand: shape), [self])
    }
    return body(zip(strides, padding).map { Convolution.Window(stride: $0, padding: $1) })
  }

  /// One axis after the other: the derivative of a maximum makes a slice a tap, and this way the taps of the axes add up instead of
  /// multiplying; a sum has fewer terms.
  func foldedAxisByAxis(_ fold: ReduceWindow.Fold, _ window: [Int], _ windows: [Convolution.Window]) -> Node {
    let plain = Convolution.Window()
    return window.indices.filter { window[$0] != 1 || windows[$0] != plain }.reduce(self) { folded, axis in
      var sizes = window.map { _ in 1 }, alone = windows.map { _ in plain }
      sizes[axis] = window[axis]
      alone[axis] = windows[axis]
      return .make(ReduceWindow(fold: fold, sizes: sizes, windows: alone), folded)
    }
  }
}
