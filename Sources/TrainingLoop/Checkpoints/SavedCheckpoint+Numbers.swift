import Checkpoints

extension Checkpoint {
  /// Adds a row of numbers.
  mutating func add<Scalar: TensorScalar>(_ numbers: [Scalar], as name: String) throws {
    try add(AnyTensor(Tensor(shape: [numbers.count], scalars: numbers)), as: name)
  }

  /// Adds tensors of any types, and how many there are.
  mutating func add(_ tensors: [AnyTensor], as name: String) throws {
    try add(tensors.count, as: name + "/count")
    for (index, tensor) in tensors.enumerated() { try add(tensor, as: "\(name)/\(index)") }
  }
}

extension SavedCheckpoint {
  func numbers<Scalar: TensorScalar>(_ name: String, of type: Scalar.Type = Scalar.self) throws -> [Scalar] {
    guard let numbers = try tensor(name).typed(type)?.readScalars() else { throw malformed(name) }
    return numbers
  }

  func tensors(_ name: String) throws -> [AnyTensor] {
    let count = try integer(name + "/count")
    guard count >= 0 else { throw malformed(name) }
    return try (0..<count).map { try tensor("\(name)/\($0)") }
  }

  /// Rows of `width` numbers.
  ///
  /// - Parameter count: how many rows there have to be; `nil` for any number.
  func rows<Scalar: TensorScalar>(_ name: String, of width: Int, count: Int? = nil, _: Scalar.Type) throws -> [ArraySlice<Scalar>] {
    let numbers = try numbers(name, of: Scalar.self)
    guard width > 0, let rows = numbers.rows(of: width, count: count ?? numbers.count / width) else { throw malformed(name) }
    return rows
  }

  func malformed(_ part: String) -> TrainingCheckpointError { .malformed(path: path, part: part) }
}

extension Array {
  /// Pieces of `width` elements; `nil` where they are not `count`.
  func rows(of width: Int, count: Int) -> [ArraySlice<Element>]? {
    guard width > 0, self.count == width * count else { return nil }
    return (0..<count).map { self[$0 * width..<($0 + 1) * width] }
  }
}
