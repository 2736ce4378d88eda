import CKernels
import PJRT

/// A product of matrices that is finished while each thread has its part of it in the cache.
///
/// A program has it in the place of a `DotGeneral` that only a bias with a `Relu`, or the derivative of one, reads; see
/// `Program.finishingProducts()`. XLA would go over the result once more, and divides 128 × 512 elements among its threads: with two of
/// them that takes 38 µs, of which 30 are for one to wake, and with one 7.
struct FinishedProduct: CompositeOperation {
  enum Finish {
    /// `relu(left • right + bias)`; the third operand has one number for each column.
    case relu
    /// `left • right`, and 0 where the third operand, what a `Relu` gave, is not positive.
    case reluDerivative

    var target: String { self == .relu ? "apus_product_relu" : "apus_product_masked" }
    var handler: ForeignCall.Handler { self == .relu ? { cproduct_relu_call($0) } : { cproduct_masked_call($0) } }
  }

  static let name = "finishedProduct"
  let product: DotGeneral
  let finish: Finish

  func resultType(of operands: [TensorType]) throws(Mistake) -> TensorType {
    guard operands.count == 3 else {
      throw .operandCount(operation: Self.name, given: operands.count, expected: "two factors and a bias or a mask")
    }
    if let other = operands.first(where: { !$0.dtype.isFloatingPoint }) {
      throw .unsupportedDType(operation: Self.name, other.dtype, expected: "Float, Double, Float16 or BFloat16")
    }
    guard operands.allSatisfy({ $0.dtype == operands[0].dtype }) else { throw .operandsDiffer(operation: Self.name, operands) }
    let result = try product.resultType(of: Array(operands.prefix(2)))
    let third = finish == .relu ? TensorType(result.dtype, TensorShape(result.shape.suffix(1))) : result
    guard result.rank > 0, operands[2] == third else { throw .operandsDiffer(operation: Self.name, [result, operands[2]]) }
    return result
  }

  func decomposition(of operands: [Node]) -> Node {
    let product = Node.make(product, Array(operands.prefix(2)))
    switch finish {
    case .relu: return (product + operands[2]).relu()
    case .reluDerivative: return Relu.cotangent(product, result: operands[2])
    }
  }

  /// What oneDNN is asked for, where it has code for it and the product's columns are the result's last axis.
  func library(for operands: [TensorType]) -> LibraryProduct? {
    guard product.leftBatch.isEmpty, let library = product.library(for: Array(operands.prefix(2))),
      finish == .reluDerivative || operands[2].shape == [Int(library.shape.columns)]
    else { return nil }
    return library
  }

  func lower(_ operands: [Value], to result: TensorType, _ emitter: inout Emitter) throws -> Value {
    guard emitter.style == .tuned, let library = library(for: operands.map(\.type)) else {
      return try emitter.inline(decomposition, operands)
    }
    let given = product.rounded(Array(operands.prefix(2)), &emitter) + [operands[2]]
    return try library.lower(given, to: result, by: finish.target, finish.handler, &emitter)
  }

  func hostCost(of operands: [TensorType], to result: TensorType) -> Int {
    product.hostCost(of: Array(operands.prefix(2)), to: result) + 2 * result.elementCount
  }
}

extension Program {
  /// The same program whose products that only a bias with a `Relu`, or the derivative of one, reads are finished with it.
  func finishingProducts() -> Program {
    if !instructions.contains(where: { $0.operation is Relu }) { return self }
    var finished = self
    for (index, instruction) in instructions.enumerated() where instruction.operation is Derivative<Relu> {
      let (cotangent, result) = (instruction.operands[0], instruction.operands[2])
      let operands = [cotangent, result, result]  // it does not look at what the `Relu` was given
      finished.instructions[index] = Instruction(operation: instruction.operation, operands: operands, type: instruction.type)
    }
    let uses = finished.useCounts()
    for (index, instruction) in finished.instructions.enumerated() {
      guard let (operation, operands) = finished.finishing(instruction, uses), operation.library(for: operands.map(type)) != nil else {
        continue
      }
      finished.instructions[index] = Instruction(operation: operation, operands: operands, type: instruction.type)
    }
    return finished.withoutUnreadInstructions()
  }

  private func finishing(_ instruction: Instruction, _ uses: [Int]) -> (FinishedProduct, [Reference])? {
    func product(_ reference: Reference, _ finish: FinishedProduct.Finish, _ third: Reference) -> (FinishedProduct, [Reference])? {
      guard let product = instructionReadOnce(reference, uses), let operation = product.operation as? DotGeneral else { return nil }
      return (FinishedProduct(product: operation, finish: finish), product.operands + [third])
    }
    switch instruction.operation {
    case is Derivative<Relu>: return product(instruction.operands[0], .reluDerivative, instruction.operands[2])
    case is Relu:
      guard let sum = instructionReadOnce(instruction.operands[0], uses), sum.operation is Add else { return nil }
      for (term, other) in [(0, 1), (1, 0)] {
        if let bias = bias(sum.operands[other]), let found = product(sum.operands[term], .relu, bias) { return found }
      }
      return nil
    default: return nil
    }
  }

  /// The numbers, one for each place of the last axis, that a reference repeats along all others.
  private func bias(_ reference: Reference) -> Reference? {
    guard !reference.isInput, let broadcast = instructions[reference.index].operation as? Broadcast else { return nil }
    let bias = instructions[reference.index].operands[0]
    return broadcast.axes == [broadcast.shape.rank - 1] && type(of: bias).shape.last == broadcast.shape.last ? bias : nil
  }
}
