import PJRT

/// What a `HostProgram` does, in order, and where everything lies meanwhile.
struct HostPlan: Sendable {
  enum Slot {
    case input(Int)
    case constant(HostArray)
    /// So many bytes into the block that a run has for results that only kernels read.
    case block(Int)
    /// Memory of its own: an output, or what `evaluate` reads and makes.
    case array(Int)
  }

  struct Operand {
    let slot: Int
    let type: TensorType
    /// Whether the one element there stands for all.
    var isRepeated = false
  }

  /// An object, because a run that copies what it reads of a hundred steps counts as many references up and down.
  final class Step: @unchecked Sendable {  // changes only while the plan is made
    enum Work {
      case kernel(HostKernel, count: Int)
      /// Writes the operand's one element everywhere.
      case fill
      case evaluate(any Operation)
    }
    enum Kind { case kernel, fill, evaluate }
    /// Which of the following a run needs: a copy of what an enumeration carries would be counted.
    let kind: Kind
    let kernel: HostKernel
    /// The elements that a kernel computes.
    let count: Int
    let operation: (any Operation)?
    let operands: [Operand]
    let result: Int
    let type: TensorType
    /// The arrays that nobody needs after this step.
    @exclusivity(unchecked) fileprivate(set) var lastUses: [Int] = []

    fileprivate init(_ work: Work, _ operands: [Operand], result: Int, _ type: TensorType) {
      (self.operands, self.result, self.type) = (operands, result, type)
      switch work {
      case .kernel(let kernel, let count): (kind, self.kernel, self.count, operation) = (.kernel, kernel, count, nil)
      case .fill: (kind, kernel, count, operation) = (.fill, { _, _, _, _ in }, 0, nil)
      case .evaluate(let evaluated): (kind, kernel, count, operation) = (.evaluate, { _, _, _, _ in }, 0, evaluated)
      }
    }
  }

  private(set) var slots: [Slot] = []
  private(set) var steps: [Step] = []
  private(set) var outputs: [Operand] = []
  private(set) var arrayCount = 0
  private(set) var blockSize = 0
  private var values: [Operand] = []
  /// Repeated values that are written out, by instruction.
  private var filled: [Int: Operand] = [:]
  /// The slots with memory of their own.
  private var isArray: Set<Int> = []

  init(_ program: Program) throws {
    slots = program.inputs.indices.map { .input($0) }
    for instruction in program.instructions { values.append(try add(instruction, program)) }
    outputs = program.outputs.map { full($0, program) }
    isArray.formUnion(outputs.map(\.slot))
    place()
    (values, filled, isArray) = ([], [:], [])
  }

  private mutating func add(_ instruction: Program.Instruction, _ program: Program) throws -> Operand {
    let type = instruction.type, types = instruction.operands.map(program.type)
    if let bits = instruction.operation.literal {
      return constantValue(try .splat(bits: bits, TensorType(type.dtype, .scalar)), type)
    }
    switch instruction.operation.hostForm(of: types, to: type).kind {
    case .same:
      let operand = value(of: instruction.operands[0], program)
      return Operand(slot: operand.slot, type: type, isRepeated: operand.isRepeated)
    case .repeated: return Operand(slot: value(of: instruction.operands[0], program).slot, type: type, isRepeated: true)
    case .elementwise(let kernel):
      let operands = instruction.operands.map { value(of: $0, program) }
      guard operands.allSatisfy(\.isRepeated) else { return add(.kernel(kernel, count: type.elementCount), operands, type) }
      // One element, computed once for all.
      let scalar = TensorType(type.dtype, .scalar)
      if let known = try computed(kernel, operands, scalar) { return constantValue(known, type) }
      return Operand(slot: add(.kernel(kernel, count: 1), operands, scalar).slot, type: type, isRepeated: true)
    case .total(let kernel):
      return add(.kernel(kernel, count: types[0].elementCount), [full(instruction.operands[0], program)], type)
    case .general:
      let operands = instruction.operands.map { full($0, program) }
      let result = add(.evaluate(instruction.operation), operands, type)
      // What `evaluate` gives may be one of its operands: neither can lie in memory that is used again.
      isArray.formUnion(operands.map(\.slot))
      isArray.insert(result.slot)
      return result
    }
  }

  private func value(of reference: Program.Reference, _ program: Program) -> Operand {
    reference.isInput ? Operand(slot: reference.index, type: program.inputs[reference.index]) : values[reference.index]
  }

  /// The value with all of its elements in memory.
  private mutating func full(_ reference: Program.Reference, _ program: Program) -> Operand {
    let operand = value(of: reference, program)
    guard operand.isRepeated else { return operand }
    if operand.type.elementCount == 1 { return Operand(slot: operand.slot, type: operand.type) }
    if let known = filled[reference.index] { return known }
    let made = add(.fill, [operand], operand.type)
    filled[reference.index] = made
    return made
  }

  private mutating func add(_ work: Step.Work, _ operands: [Operand], _ type: TensorType) -> Operand {
    steps.append(Step(work, operands, result: slots.count, type))
    slots.append(.block(0))
    return Operand(slot: slots.count - 1, type: type)
  }

  private mutating func constantValue(_ element: HostArray, _ type: TensorType) -> Operand {
    slots.append(.constant(element))
    return Operand(slot: slots.count - 1, type: type, isRepeated: true)
  }

  /// What a kernel makes of numbers that are known already; `nil` if not all are.
  private func computed(_ kernel: HostKernel, _ operands: [Operand], _ type: TensorType) throws -> HostArray? {
    var elements: [HostArray] = []
    for operand in operands {
      guard case .constant(let array) = slots[operand.slot] else { return nil }
      elements.append(array)
    }
    let result = try HostArray(uninitialized: type)
    withExtendedLifetime(elements) {
      kernel(HostOperand(elements[0], isRepeated: true), HostOperand(elements[elements.count - 1], isRepeated: true), result.pointer, 1)
    }
    return result
  }
}

extension HostPlan {
  /// Gives every result its place, and takes it back after its last use.
  private mutating func place() {
    var lastUses = [Int](repeating: 0, count: slots.count), sizes = lastUses
    for (index, step) in steps.enumerated() {
      (lastUses[step.result], sizes[step.result]) = (index, step.type.paddedByteCount)
      for operand in step.operands { lastUses[operand.slot] = index }
    }
    for output in outputs { lastUses[output.slot] = .max }
    // Places in the block that are free, by size.
    var free: [Int: [Int]] = [:]
    for (index, step) in steps.enumerated() {
      if isArray.contains(step.result) {
        slots[step.result] = .array(arrayCount)
        arrayCount += 1
      } else if let known = free[sizes[step.result]]?.popLast() {
        slots[step.result] = .block(known)
      } else {
        slots[step.result] = .block(blockSize)
        blockSize += sizes[step.result]
      }
      for slot in step.operands.map(\.slot) + [step.result] where lastUses[slot] == index {
        lastUses[slot] = .max  // an operand may be there twice
        switch slots[slot] {
        case .block(let offset): free[sizes[slot], default: []].append(offset)
        case .array(let array): steps[index].lastUses.append(array)
        case .input, .constant: break
        }
      }
    }
  }
}

extension TensorType {
  /// How much of a block an array takes.
  var paddedByteCount: Int { (byteCount + AlignedStorage.alignment - 1) & ~(AlignedStorage.alignment - 1) }
}

extension HostOperand {
  init(_ array: HostArray, isRepeated: Bool) { self.init(pointer: UnsafeRawPointer(array.pointer), isRepeated: isRepeated) }
}
