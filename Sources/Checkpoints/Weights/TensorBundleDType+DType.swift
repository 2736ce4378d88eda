extension TensorBundleDType {
  init(_ dtype: DType) {
    self =
      switch dtype {
      case .bool: .bool
      case .int8: .int8
      case .int16: .int16
      case .uint8: .uint8
      case .uint16: .uint16
      case .int32: .int32
      case .int64: .int64
      case .uint32: .uint32
      case .uint64: .uint64
      case .float16: .float16
      case .bfloat16: .bfloat16
      case .float32: .float32
      case .float64: .float64
      }
  }

  /// The scalar type of a tensor with these elements; `nil` for one that tensors do not have.
  var dtype: DType? { DType.allCases.first { TensorBundleDType($0) == self } }
}
