import CKernels
import PJRT

/// A product of matrices of `Int8` whose sums are `Int32`: exact, unless a sum leaves `Int32`.
///
/// A program has it in the place of a product of two arrays that were converted from `Int8` to `Int32`; see
/// `Program.narrowingProducts()`. XLA:CPU multiplies the converted numbers one by one; oneDNN takes 64 bytes at once where the processor
/// has instructions for that.
struct NarrowProduct: CompositeOperation {
  static let name = "narrowProduct"
  let product: DotGeneral

  func resultType(of operands: [TensorType]) throws(Mistake) -> TensorType {
    guard operands.count == 2 else { throw .operandCount(operation: Self.name, given: operands.count, expected: "two operands") }
    if let other = operands.first(where: { $0.dtype != .int8 }) {
      throw .unsupportedDType(operation: Self.name, other.dtype, expected: "Int8")
    }
    return try product.resultType(of: operands.map { TensorType(.int32, $0.shape) })
  }

  func decomposition(of operands: [Node]) -> Node { .make(product, operands.map { $0.converted(to: .int32) }) }

  /// What oneDNN is asked for, where it has code for bytes that is exact.
  func library(for operands: [TensorType]) -> LibraryProduct? {
    guard let library = product.library(for: operands, as: .int8), library.kernel?.contains("vnni") == true else { return nil }
    return library
  }

  func lower(_ operands: [Value], to result: TensorType, _ emitter: inout Emitter) throws -> Value {
    guard emitter.style == .tuned, let library = library(for: operands.map(\.type)) else {
      return try emitter.inline(decomposition, operands)
    }
    return try library.lower(operands, to: result, &emitter)
  }

  func hostCost(of operands: [TensorType], to result: TensorType) -> Int { product.hostCost(of: operands, to: result) }
}

extension Program {
  /// The same program whose products of arrays converted from `Int8` to `Int32` take the bytes as they are.
  func narrowingProducts() -> Program {
    var narrowed = self, isChanged = false
    for (index, instruction) in instructions.enumerated() where instruction.type.dtype == .int32 {
      guard let product = instruction.operation as? DotGeneral else { continue }
      let bytes = instruction.operands.compactMap(bytesBehind)
      guard bytes.count == 2, NarrowProduct(product: product).library(for: bytes.map(type)) != nil else { continue }
      narrowed.instructions[index] = Instruction(operation: NarrowProduct(product: product), operands: bytes, type: instruction.type)
      isChanged = true
    }
    return isChanged ? narrowed.withoutUnreadInstructions() : self
  }

  /// The array of `Int8` that a reference was converted from.
  private func bytesBehind(_ reference: Reference) -> Reference? {
    guard !reference.isInput, instructions[reference.index].operation is Convert else { return nil }
    let source = instructions[reference.index].operands[0]
    return type(of: source).dtype == .int8 ? source : nil
  }
}
