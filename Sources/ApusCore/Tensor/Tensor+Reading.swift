extension Tensor {
  /// The tensor with its value computed.
  ///
  /// - Throws: the `Diagnosis` of the first mistake on the way, or what went wrong on the device.
  @discardableResult
  public func evaluated() throws -> Tensor {
    try Context.local.engine.materialize([node])
    return self
  }

  /// The elements in row-major order.
  ///
  /// - Throws: as `evaluated()`.
  public func readScalars() throws -> [Scalar] { try Context.local.engine.read(node).array(of: Scalar.self) }

  /// The elements in row-major order. Ends the process with the diagnosis if there was a mistake; `readScalars()` throws it.
  public var scalars: [Scalar] {
    do { return try readScalars() } catch { Diagnosis.trap(error) }
  }

  /// The one element of a tensor with one element.
  ///
  ///     print(Tensor<Float>([1, 2, 3]).sum().scalarized())   // 6.0
  ///
  /// Ends the process if there is not exactly one, or if there was a mistake.
  public func scalarized() -> Scalar {
    let scalars = scalars
    guard scalars.count == 1 else {
      Diagnosis.trap(
        Mistake.argument(function: "scalarized()", problem: "the tensor has \(scalars.count) elements", hint: "read `scalars`"))
    }
    return scalars[0]
  }

  /// The element if the tensor has rank 0, else `nil`.
  public var scalar: Scalar? { isScalar ? scalarized() : nil }
}

extension Tensor: Equatable where Scalar: Equatable {
  /// Whether shapes and all elements are equal. Reads both.
  public static func == (a: Tensor, b: Tensor) -> Bool { a.shape == b.shape && a.scalars == b.scalars }
}
