/// The element types of a file format that has all of a tensor's, under their own names, and others besides.
protocol StoredScalarType: Equatable {
  static var bool: Self { get }
  static var int8: Self { get }
  static var int16: Self { get }
  static var int32: Self { get }
  static var int64: Self { get }
  static var uint8: Self { get }
  static var uint16: Self { get }
  static var uint32: Self { get }
  static var uint64: Self { get }
  static var float16: Self { get }
  static var bfloat16: Self { get }
  static var float32: Self { get }
  static var float64: Self { get }
}

extension StoredScalarType {
  init(_ dtype: DType) {
    self =
      switch dtype {
      case .bool: .bool
      case .int8: .int8
      case .int16: .int16
      case .int32: .int32
      case .int64: .int64
      case .uint8: .uint8
      case .uint16: .uint16
      case .uint32: .uint32
      case .uint64: .uint64
      case .float16: .float16
      case .bfloat16: .bfloat16
      case .float32: .float32
      case .float64: .float64
      }
  }

  /// The scalar type of a tensor with these elements; `nil` for one that tensors do not have.
  var dtype: DType? { DType.allCases.first { Self($0) == self } }
}
