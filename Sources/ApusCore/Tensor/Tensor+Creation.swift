extension TensorShape {
  /// Whether an array in host memory may have so many elements; an array that memory is too small for ends the process.
  var isHostSized: Bool { contiguousSize < 1 << 32 }
}

extension Tensor {
  /// The tensor that holds `scalars` in row-major order.
  ///
  /// A count that does not fill the shape makes a poisoned tensor.
  public init(shape: TensorShape, scalars: [Scalar]) {
    guard scalars.count == shape.contiguousSize, shape.allSatisfy({ $0 >= 0 }) else {
      self.init(
        Node.poisoned(
          .argument(function: "Tensor(shape:scalars:)", problem: "\(scalars.count) scalars do not fill the shape \(shape)", hint: "")))
      return
    }
    do { self.init(Node.leaf(try HostArray(scalars, shape: shape))) } catch { self.init(Node.poisoned(.tooLarge(shape, "\(error)"))) }
  }

  @_disfavoredOverload public init(_ scalar: Scalar) { self.init(shape: [], scalars: [scalar]) }
  @_disfavoredOverload public init(_ scalars: [Scalar]) { self.init(shape: [scalars.count], scalars: scalars) }
  @_disfavoredOverload public init(_ rows: [[Scalar]]) { self.init(rows: rows) }
  @_disfavoredOverload public init(_ planes: [[[Scalar]]]) {
    self.init(stacking: planes.map { Tensor(rows: $0) })
  }

  private init(rows: [[Scalar]]) {
    let width = rows.first?.count ?? 0
    guard rows.allSatisfy({ $0.count == width }) else {
      self.init(
        Node.poisoned(
          .argument(function: "Tensor(_:)", problem: "the rows have different lengths: \(rows.map(\.count))", hint: "pad the shorter ones"))
      )
      return
    }
    self.init(shape: [rows.count, width], scalars: rows.flatMap { $0 })
  }

  /// `scalar` in every element.
  public init(repeating scalar: Scalar, shape: TensorShape) {
    do {
      guard shape.allSatisfy({ $0 >= 0 }) else { throw Mistake.tooLarge(shape, "an extent is negative") }
      self.init(Node.leaf(try HostArray.repeating(scalar, shape: shape)))
    } catch {
      self.init(Node.poisoned(.tooLarge(shape, "\(error)")))
    }
  }
}

// Literals without a type: whole numbers are Int32, fractions are Float, as in TensorFlow. `[Int]` is what makes the first win: a
// literal of its default type beats any other, and `Int` itself is not a `TensorScalar`.
extension Tensor where Scalar == Int32 {
  public init(_ scalar: Int) { self.init(Int32(truncatingIfNeeded: scalar)) }
  public init(_ scalars: [Int]) { self.init(scalars.map(Int32.init(truncatingIfNeeded:))) }
  public init(_ rows: [[Int]]) { self.init(rows.map { $0.map(Int32.init(truncatingIfNeeded:)) }) }
}

extension Tensor where Scalar == Float {
  public init(_ scalar: Float) { self.init(shape: [], scalars: [scalar]) }
  public init(_ scalars: [Float]) { self.init(shape: [scalars.count], scalars: scalars) }
  public init(_ rows: [[Float]]) { self.init(rows: rows) }
}
