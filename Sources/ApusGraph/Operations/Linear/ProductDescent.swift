import CKernels
import PJRT

/// `parameter − scale · (left • right)`: a step of gradient descent with a weight, whose gradient is a product of matrices.
///
/// A program has it in the place of a `ScaledDifference` along a `DotGeneral` that nobody else reads; see
/// `Program.descendingAlongProducts()`. oneDNN adds the product to the parameter where it lies, so that the gradient is never written to
/// memory and read again. Operands: parameter, left, right and the scalar.
struct ProductDescent: CompositeOperation, UpdateInPlace {
  static let name = "productDescent"
  static let target = "apus_product_descent"
  static let handler: ForeignCall.Handler = { cproduct_descent_call($0) }
  private static let operandCount = 4

  var product: DotGeneral
  var readerCount = 0

  func resultType(of operands: [TensorType]) throws(Mistake) -> TensorType {
    guard operands.count == Self.operandCount + readerCount else {
      throw .operandCount(operation: Self.name, given: operands.count, expected: "a parameter, two factors and a scalar")
    }
    if let other = operands.first(where: { !$0.dtype.isFloatingPoint }) {
      throw .unsupportedDType(operation: Self.name, other.dtype, expected: "Float, Double, Float16 or BFloat16")
    }
    guard operands.allSatisfy({ $0.dtype == operands[0].dtype }) else { throw .operandsDiffer(operation: Self.name, operands) }
    let gradient = try product.resultType(of: Array(operands[1...2]))
    return try ScaledDifference().resultType(of: [operands[0], gradient, operands[3]])
  }

  func decomposition(of operands: [Node]) -> Node {
    operands[0].minus(.make(product, operands[1], operands[2]), times: operands[3])
  }

  /// What oneDNN is asked for, where it has code for it.
  func library(for operands: [TensorType]) -> LibraryProduct? {
    guard operands[0].dtype == .float32, product.roundedTo == nil,
      let library = product.library(for: Array(operands[1...2]), as: .float32)?.adding
    else { return nil }
    return library.kernel == nil ? nil : library
  }

  func lower(_ operands: [Value], to result: TensorType, _ emitter: inout Emitter) throws -> Value {
    guard emitter.style == .tuned, let library = library(for: operands.map(\.type)) else {
      return try emitter.inline(decomposition, Array(operands.prefix(Self.operandCount)))
    }
    return try library.lower(operands, to: result, by: Self.target, Self.handler, inPlace: true, &emitter)
  }

  func hostCost(of operands: [TensorType], to result: TensorType) -> Int {
    product.hostCost(of: Array(operands[1...2]), to: result) + 3 * result.elementCount
  }
}

extension Program {
  /// The same program whose steps of gradient descent along a product that nobody else reads are one operation each.
  func descendingAlongProducts() -> Program {
    if !instructions.contains(where: { $0.operation is ScaledDifference }) { return self }
    let uses = useCounts()
    var descended = self
    for (index, instruction) in instructions.enumerated() where instruction.operation is ScaledDifference && instruction.operands.count == 3
    {
      guard let product = instructionReadOnce(instruction.operands[1], uses), let operation = product.operation as? DotGeneral else {
        continue
      }
      let operands = [instruction.operands[0]] + product.operands + [instruction.operands[2]], descent = ProductDescent(product: operation)
      if descent.library(for: operands.map(type)) == nil { continue }
      descended.instructions[index] = Instruction(operation: descent, operands: operands, type: instruction.type)
    }
    return descended.withoutUnreadInstructions()
  }
}
