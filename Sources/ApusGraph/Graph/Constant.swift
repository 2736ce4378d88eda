/// A number written in an expression, in every element of a shape.
///
/// The number is no part of a graph's structure: a program that comes back with other numbers takes them as inputs.
struct Constant: Operation {
  static let name = "constant"
  let type: TensorType
  let bits: UInt64

  var literal: UInt64? { bits }

  func resultType(of operands: [TensorType]) throws(Mistake) -> TensorType { type }
  func pullback(_ cotangent: Node, operands: [Node], result: Node) -> [Node?] { [] }
  func lower(_ operands: [Value], to result: TensorType, _ emitter: inout Emitter) throws -> Value {
    emitter.constant(bits: bits, type)
  }
  func evaluate(_ operands: [HostArray], to result: TensorType) throws -> HostArray { try .splat(bits: bits, type) }
}

extension Node {
  /// Zeros of the same type and on the same device.
  package var zeros: Node { like(0) }

  public static func constant(bits: UInt64, _ type: TensorType, device: DeviceID? = nil) -> Node {
    let device = device ?? Context.local.device
    return GraphLock.held { Node(.constant, operation: Constant(type: type, bits: bits), type: type, device: device) }
  }

  /// `value`, rounded to `type`'s elements, in every element.
  public static func constant(_ value: Double, _ type: TensorType, device: DeviceID? = nil) -> Node {
    constant(bits: type.dtype.bits(of: value), type, device: device)
  }

  /// `value` in the type and on the device of this node.
  package func like(_ value: Double) -> Node { .constant(value, type, device: device) }
}
