// Generic code over elements is only fast when it is specialised, so the step from a `DType` to a Swift type is a switch
// that names every type, taken by a visitor whose method the compiler specialises for each.

/// Work that can be done for any element type.
public protocol ElementVisitor {
  associatedtype Output
  func visit<E: Element>(_ type: E.Type) throws -> Output
}

/// Work that can be done for any number.
public protocol NumberVisitor {
  associatedtype Output
  func visit<E: NumberElement>(_ type: E.Type) throws -> Output
}

/// Work that can be done for any floating-point number.
public protocol FloatVisitor {
  associatedtype Output
  func visit<E: FloatElement>(_ type: E.Type) throws -> Output
}

/// Work that can be done for any integer.
public protocol IntegerVisitor {
  associatedtype Output
  func visit<E: IntegerElement>(_ type: E.Type) throws -> Output
}

extension DType {
  @inline(__always)
  public func dispatch<V: ElementVisitor>(_ visitor: V) throws -> V.Output {
    switch self {
    case .bool: try visitor.visit(Bool.self)
    case .int8: try visitor.visit(Int8.self)
    case .int16: try visitor.visit(Int16.self)
    case .uint8: try visitor.visit(UInt8.self)
    case .uint16: try visitor.visit(UInt16.self)
    case .int32: try visitor.visit(Int32.self)
    case .int64: try visitor.visit(Int64.self)
    case .uint32: try visitor.visit(UInt32.self)
    case .uint64: try visitor.visit(UInt64.self)
    case .float16: try visitor.visit(Float16.self)
    case .bfloat16: try visitor.visit(BFloat16.self)
    case .float32: try visitor.visit(Float.self)
    case .float64: try visitor.visit(Double.self)
    }
  }

  @inline(__always)
  public func dispatchNumber<V: NumberVisitor>(_ visitor: V) throws -> V.Output {
    switch self {
    case .bool: throw Mistake.notANumber(self)
    case .int8: try visitor.visit(Int8.self)
    case .int16: try visitor.visit(Int16.self)
    case .uint8: try visitor.visit(UInt8.self)
    case .uint16: try visitor.visit(UInt16.self)
    case .int32: try visitor.visit(Int32.self)
    case .int64: try visitor.visit(Int64.self)
    case .uint32: try visitor.visit(UInt32.self)
    case .uint64: try visitor.visit(UInt64.self)
    case .float16: try visitor.visit(Float16.self)
    case .bfloat16: try visitor.visit(BFloat16.self)
    case .float32: try visitor.visit(Float.self)
    case .float64: try visitor.visit(Double.self)
    }
  }

  @inline(__always)
  public func dispatchFloat<V: FloatVisitor>(_ visitor: V) throws -> V.Output {
    switch self {
    case .float16: try visitor.visit(Float16.self)
    case .bfloat16: try visitor.visit(BFloat16.self)
    case .float32: try visitor.visit(Float.self)
    case .float64: try visitor.visit(Double.self)
    default: throw Mistake.notFloatingPoint(self)
    }
  }

  @inline(__always)
  public func dispatchInteger<V: IntegerVisitor>(_ visitor: V) throws -> V.Output {
    switch self {
    case .int8: try visitor.visit(Int8.self)
    case .int16: try visitor.visit(Int16.self)
    case .uint8: try visitor.visit(UInt8.self)
    case .uint16: try visitor.visit(UInt16.self)
    case .int32: try visitor.visit(Int32.self)
    case .int64: try visitor.visit(Int64.self)
    case .uint32: try visitor.visit(UInt32.self)
    case .uint64: try visitor.visit(UInt64.self)
    default: throw Mistake.notAnInteger(self)
    }
  }
}
