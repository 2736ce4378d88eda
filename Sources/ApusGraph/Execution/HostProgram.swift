import PJRT
import Synchronization

/// A program as the host runs it again and again.
///
/// What `Program.evaluate` finds out at every run is decided once: numbers are there before, results that nobody sees lie in one block of
/// memory whose places are used again, and an element that stands for many is written out only for those who need it. The bits are those
/// of `Program.evaluate`.
final class HostProgram: Sendable {
  private let plan: HostPlan
  /// What the last run worked in, for the next one.
  private let spare = Mutex<Frame?>(nil)

  init(_ program: Program) throws { plan = try HostPlan(program) }

  /// What a run takes for results that are no outputs.
  var temporaryByteCount: Int { plan.temporaryByteCount }

  func run(_ inputs: [NodeValue]) throws -> [NodeValue] {
    let frame = try spare.withLock { $0.take() } ?? Frame(plan)
    defer {
      frame.releaseArrays()
      if frame.isSmall { spare.withLock { $0 = frame } }
    }
    return try withExtendedLifetime(inputs) {
      let views = try frame.find(inputs)
      return try withExtendedLifetime(views) {
        try plan.steps.forEachHeld { try run($0, frame, inputs) }
        return try plan.outputs.map { output in
          let array = try array(output, frame, inputs)
          // A copy, because an input's memory may belong to a device buffer that a later step overwrites.
          if case .input = plan.slots[output.slot] { return NodeValue(host: try array.copy()) }
          return NodeValue(host: array)
        }
      }
    }
  }

  private func run(_ step: HostPlan.Step, _ frame: Frame, _ inputs: [NodeValue]) throws {
    switch step.kind {
    case .evaluate:
      guard let operation = step.operation else { return }
      let operands = try step.operands.map { try array($0, frame, inputs) }
      keep(try withExtendedLifetime(operands) { try operation.evaluate(operands, to: step.type) }, step.result, frame)
    case .kernel:
      let first = try prepare(step, frame), last = step.operands[step.operands.count - 1]
      step.kernel(first, HostOperand(pointer: frame.places[last.slot], isRepeated: last.isRepeated), frame.places[step.result], step.count)
    case .fill:
      let first = try prepare(step, frame)
      frame.places[step.result].fill(step.type, with: first.pointer)
    }
    for index in step.lastUses { frame.arrays[index] = nil }
  }

  /// Makes room for the result. Returns the first operand.
  private func prepare(_ step: HostPlan.Step, _ frame: Frame) throws -> HostOperand {
    if case .array = plan.slots[step.result] { keep(try HostArray(uninitialized: step.type), step.result, frame) }
    return HostOperand(pointer: frame.places[step.operands[0].slot], isRepeated: step.operands[0].isRepeated)
  }

  private func keep(_ array: HostArray, _ slot: Int, _ frame: Frame) {
    frame.places[slot] = array.pointer
    if case .array(let index) = plan.slots[slot] { frame.arrays[index] = array }
  }

  private func array(_ operand: HostPlan.Operand, _ frame: Frame, _ inputs: [NodeValue]) throws -> HostArray {
    let found: HostArray? =
      switch plan.slots[operand.slot] {
      case .input(let index): try inputs[index].hostArray()
      case .constant(let array): array
      case .array(let index): frame.arrays[index]
      case .block: nil
      }
    guard let found else { throw Mistake.noHostEvaluation(operation: "a released value") }
    return found.type == operand.type ? found : found.reshaped(to: operand.type.shape)
  }
}

/// What a run of a plan works in. Used by one run at a time.
private final class Frame: @unchecked Sendable {
  /// Where the values of the plan's slots lie; anything for inputs and for arrays that their steps will make.
  let places: UnsafeMutableBufferPointer<UnsafeMutableRawPointer>
  @exclusivity(unchecked) var arrays: [HostArray?]
  private let block: AlignedStorage

  init(_ plan: HostPlan) throws {
    block = try AlignedStorage(byteCount: plan.blockSize)
    arrays = Array(repeating: nil, count: plan.arrayCount)
    places = .allocate(capacity: plan.slots.count)
    for index in plan.slots.indices {
      let place =
        switch plan.slots[index] {
        case .constant(let array): array.pointer
        case .block(let offset): block.pointer + offset
        case .input, .array: block.pointer
        }
      places.initializeElement(at: index, to: place)
    }
  }

  deinit { places.deallocate() }

  /// Takes note of where the inputs lie.
  ///
  /// - Returns: what has to live during the run, besides the inputs.
  func find(_ inputs: [NodeValue]) throws -> [HostArray] {
    var others: [Int] = []
    GraphLock.held {
      for index in inputs.indices {
        if let pointer = inputs[index].hostPointer { places[index] = pointer } else { others.append(index) }
      }
    }
    return try others.map { index in
      let view = try inputs[index].hostArray()
      places[index] = view.pointer
      return view
    }
  }

  /// Whether keeping it costs no memory worth speaking of.
  var isSmall: Bool { block.byteCount <= 1 << 16 }

  func releaseArrays() { for index in arrays.indices { arrays[index] = nil } }
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
