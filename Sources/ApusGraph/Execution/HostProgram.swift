import PJRT

/// A program as the host runs it again and again.
///
/// What `Program.evaluate` finds out at every run is decided once: numbers are there before, results that nobody sees lie in one block of
/// memory whose places are used again, and an element that stands for many is written out only for those who need it. The bits are those
/// of `Program.evaluate`.
final class HostProgram: Sendable {
  private let plan: HostPlan

  init(_ program: Program) throws { plan = try HostPlan(program) }

  /// What a run takes for results that are no outputs.
  var temporaryByteCount: Int { plan.temporaryByteCount }

  func run(_ inputs: [HostArray]) throws -> [HostArray] {
    let block = try AlignedStorage(byteCount: plan.blockSize)
    return try withExtendedLifetime((block, inputs)) {
      try withUnsafeTemporaryAllocation(of: UnsafeMutableRawPointer.self, capacity: plan.slots.count) { places in
        for index in plan.slots.indices { places[index] = place(plan.slots[index], inputs, block) }
        var arrays = [HostArray?](repeating: nil, count: plan.arrayCount)
        for index in plan.steps.indices { try run(plan.steps[index], places, &arrays, inputs) }
        return try plan.outputs.map { output in
          let array = try array(output, arrays, inputs)
          // A copy, because an input's memory may belong to a device buffer that a later step overwrites.
          if case .input = plan.slots[output.slot] { return try array.copy() }
          return array
        }
      }
    }
  }

  /// - Returns: anything for an array that its step will make.
  private func place(_ slot: HostPlan.Slot, _ inputs: [HostArray], _ block: AlignedStorage) -> UnsafeMutableRawPointer {
    switch slot {
    case .input(let index): inputs[index].pointer
    case .constant(let array): array.pointer
    case .block(let offset): block.pointer + offset
    case .array: block.pointer
    }
  }

  private func run(
    _ step: HostPlan.Step, _ places: UnsafeMutableBufferPointer<UnsafeMutableRawPointer>, _ arrays: inout [HostArray?],
    _ inputs: [HostArray]
  ) throws {
    if case .evaluate(let operation) = step.work {
      let operands = try step.operands.map { try array($0, arrays, inputs) }
      keep(try withExtendedLifetime(operands) { try operation.evaluate(operands, to: step.type) }, step.result, places, &arrays)
    } else {
      if case .array = plan.slots[step.result] { keep(try HostArray(uninitialized: step.type), step.result, places, &arrays) }
      let first = HostOperand(pointer: places[step.operands[0].slot], isRepeated: step.operands[0].isRepeated)
      switch step.work {
      case .kernel(let kernel, let count):
        let last = step.operands[step.operands.count - 1]
        kernel(first, HostOperand(pointer: places[last.slot], isRepeated: last.isRepeated), places[step.result], count)
      case .fill: places[step.result].fill(step.type, with: first.pointer)
      case .evaluate: break
      }
    }
    for index in step.lastUses { arrays[index] = nil }
  }

  private func keep(
    _ array: HostArray, _ slot: Int, _ places: UnsafeMutableBufferPointer<UnsafeMutableRawPointer>, _ arrays: inout [HostArray?]
  ) {
    places[slot] = array.pointer
    if case .array(let index) = plan.slots[slot] { arrays[index] = array }
  }

  private func array(_ operand: HostPlan.Operand, _ arrays: [HostArray?], _ inputs: [HostArray]) throws -> HostArray {
    let found: HostArray? =
      switch plan.slots[operand.slot] {
      case .input(let index): inputs[index]
      case .constant(let array): array
      case .array(let index): arrays[index]
      case .block: nil
      }
    guard let found else { throw Mistake.noHostEvaluation(operation: "a released value") }
    return found.type == operand.type ? found : found.reshaped(to: operand.type.shape)
  }
}

extension UnsafeMutableRawPointer {
  /// Copies the element at `source` to every place of an array.
  fileprivate func fill(_ type: TensorType, with source: UnsafeRawPointer) {
    switch type.dtype.byteWidth {
    case 1: initializeMemory(as: UInt8.self, repeating: source.load(as: UInt8.self), count: type.elementCount)
    case 2: initializeMemory(as: UInt16.self, repeating: source.load(as: UInt16.self), count: type.elementCount)
    case 4: initializeMemory(as: UInt32.self, repeating: source.load(as: UInt32.self), count: type.elementCount)
    default: initializeMemory(as: UInt64.self, repeating: source.load(as: UInt64.self), count: type.elementCount)
    }
  }
}
