/// An array of complex numbers: two tensors of one shape.
///
///     let z = ComplexTensor(real: Tensor<Float>([3, 0]), imaginary: Tensor([4, 1]))
///     print(z.magnitude)        // [5.0, 1.0]
///     print((z * z).real)       // [-7.0, -1.0]
///
/// Complex numbers are no scalar type: gradients are taken with respect to the two parts, which is all that there is to differentiate.
/// Parts of different shapes make a mistake where they are first used together.
public struct ComplexTensor<Scalar: TensorFloatingPoint>: Sendable {
  public var real: Tensor<Scalar>
  public var imaginary: Tensor<Scalar>

  public init(real: Tensor<Scalar>, imaginary: Tensor<Scalar>) {
    self.real = real
    self.imaginary = imaginary
  }

  /// Real numbers as complex ones.
  public init(_ real: Tensor<Scalar>) { self.init(real: real, imaginary: Tensor(zerosLike: real)) }

  /// r · exp(iφ)
  @inline(never)
  public init(magnitude: Tensor<Scalar>, angle: Tensor<Scalar>) {
    self.init(real: magnitude * cos(angle), imaginary: magnitude * sin(angle))
  }

  init(_ parts: (real: Node, imaginary: Node)) { self.init(real: Tensor(parts.real), imaginary: Tensor(parts.imaginary)) }

  public var shape: TensorShape { real.shape }

  /// √(re² + im²). At 0 its derivative is NaN.
  public var magnitude: Tensor<Scalar> {
    @inline(never) get { sqrt(real * real + imaginary * imaginary) }
  }

  /// The angle from the positive real axis, −π to π.
  public var angle: Tensor<Scalar> {
    @inline(never) get { atan2(imaginary, real) }
  }

  /// With the opposite imaginary part.
  public var conjugate: ComplexTensor {
    @inline(never) get { ComplexTensor(real: real, imaginary: -imaginary) }
  }
}

// Element by element; the shapes are broadcast.
extension ComplexTensor {
  @inline(never) public static func + (a: Self, b: Self) -> Self { Self(real: a.real + b.real, imaginary: a.imaginary + b.imaginary) }
  @inline(never) public static func - (a: Self, b: Self) -> Self { Self(real: a.real - b.real, imaginary: a.imaginary - b.imaginary) }
  @inline(never) public static prefix func - (a: Self) -> Self { Self(real: -a.real, imaginary: -a.imaginary) }

  @inline(never)
  public static func * (a: Self, b: Self) -> Self {
    Self(real: a.real * b.real - a.imaginary * b.imaginary, imaginary: a.real * b.imaginary + a.imaginary * b.real)
  }

  @inline(never)
  public static func * (a: Self, b: Tensor<Scalar>) -> Self { Self(real: a.real * b, imaginary: a.imaginary * b) }

  @inline(never)
  public static func / (a: Self, b: Self) -> Self {
    let product = a * b.conjugate, squares = b.real * b.real + b.imaginary * b.imaginary
    return Self(real: product.real / squares, imaginary: product.imaginary / squares)
  }
}
