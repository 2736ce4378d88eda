/// How the host computes an operation on operands of known types, where it need not make an array for each result.
public struct HostForm: Sendable {
  enum Kind: Sendable {
    /// By `evaluate`.
    case general
    /// The operand's elements, in their order.
    case same
    /// The operand's only element, everywhere.
    case repeated
    /// Each element from those at the same place.
    case elementwise(HostKernel)
    /// One element from all of one operand.
    case total(HostKernel)
  }

  let kind: Kind

  init(_ kind: Kind) { self.kind = kind }

  public static let general = HostForm(.general)
}

/// Computes elements from those of one or two operands; of one operand both are the same.
///
/// - Parameter count: how many elements there are of the result, or of the operand of a total.
typealias HostKernel = @Sendable (_ a: HostOperand, _ b: HostOperand, _ result: UnsafeMutableRawPointer, _ count: Int) -> Void

/// The memory of an operand, as a kernel reads it.
struct HostOperand {
  let pointer: UnsafeRawPointer
  /// Whether the one element there stands for all.
  let isRepeated: Bool
}

// The elements of training: another type has few enough operations for `evaluate`.

extension NumberBinaryOperation {
  public func hostForm(of operands: [TensorType], to result: TensorType) -> HostForm {
    switch result.dtype {
    case .float32: .binary { (a: Float, b: Float) in Self.apply(a, b) }
    case .float64: .binary { (a: Double, b: Double) in Self.apply(a, b) }
    default: .general
    }
  }
}

extension NumberUnaryOperation {
  public func hostForm(of operands: [TensorType], to result: TensorType) -> HostForm {
    switch result.dtype {
    case .float32: .unary { (x: Float) in Self.apply(x) }
    case .float64: .unary { (x: Double) in Self.apply(x) }
    default: .general
    }
  }
}

extension FloatUnaryOperation {
  public func hostForm(of operands: [TensorType], to result: TensorType) -> HostForm {
    switch result.dtype {
    case .float32: .unary { (x: Float) in Float(computed: Self.apply(x.compute)) }
    case .float64: .unary { (x: Double) in Double(computed: Self.apply(x.compute)) }
    default: .general
    }
  }
}

extension HostForm {
  @inline(__always)
  static func binary<E: Element>(_ body: @escaping @Sendable (E, E) -> E) -> HostForm {
    HostForm(
      .elementwise { a, b, result, count in
        let target = result.assumingMemoryBound(to: E.self)
        let (left, right) = (a.pointer.assumingMemoryBound(to: E.self), b.pointer.assumingMemoryBound(to: E.self))
        // Three loops, because only those without strides become vector instructions.
        if a.isRepeated {
          let left = left.pointee
          for index in 0..<count { target[index] = body(left, right[index]) }
        } else if b.isRepeated {
          let right = right.pointee
          for index in 0..<count { target[index] = body(left[index], right) }
        } else {
          for index in 0..<count { target[index] = body(left[index], right[index]) }
        }
      })
  }

  @inline(__always)
  static func unary<E: Element>(_ body: @escaping @Sendable (E) -> E) -> HostForm {
    HostForm(
      .elementwise { a, _, result, count in
        let (source, target) = (a.pointer.assumingMemoryBound(to: E.self), result.assumingMemoryBound(to: E.self))
        for index in 0..<count { target[index] = body(source[index]) }
      })
  }
}
