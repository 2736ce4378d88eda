import Testing

@testable import ApusGraph

/// A key is all that is left of a graph's edges until a program is made of it.
@Suite struct StructureKeyTests {
  private let scalar = TensorType(.float32, .scalar)

  private func key(_ write: (inout StructureWords) -> Void) -> StructureKey {
    GraphLock.held {
      var words = StructureWords()
      write(&words)
      return StructureKey(words)
    }
  }

  @Test func referencesAreReadAsTheyWereWritten() {
    let key = key { words in
      words.appendInput(TensorType(.float32, [2, 3]), device: .cpu)
      words.appendConstant(scalar)
      words.appendInput(scalar, device: DeviceID(.gpu, ordinal: 70_000_000))
      words.appendOperation(7, operandCount: 2)
      words.append(Program.Reference.input(1).word)
      words.append(Program.Reference.instruction(0).word)
      words.appendOutputs(count: 2)
      words.append(Program.Reference.instruction(1).word)
      words.append(Program.Reference.input(0).word)
    }
    let (operands, outputs) = key.references
    #expect(operands == [[], [.input(1), .instruction(0)]])
    #expect(outputs == [.instruction(1), .input(0)])
  }

  /// Sizes of axes, and numbers of operations, that take more than one word.
  @Test(arguments: [Int(Int32.max), Int(Int32.max) + 1, 1 << 40, Int(Int32.min), Int(Int32.min) - 1])
  func wideWordsAreReadBack(_ size: Int) {
    let key = key { words in
      words.appendInput(TensorType(.int8, [size, 2]), device: .cpu)
      words.appendOperation(.max, operandCount: 1)
      words.append(Program.Reference.input(0).word)
      words.appendOutputs(count: 1)
      words.append(Program.Reference.instruction(0).word)
    }
    #expect(key.references.operands == [[.input(0)]])
    #expect(key.references.outputs == [.instruction(0)])
  }

  @Test(arguments: [2, 3, 4, 254, 255, 256, 700]) func anOperationHasAsManyOperandsAsItWasGiven(_ count: Int) throws {
    let arguments = (0..<count).map { _ in Node.placeholder(TensorType(.float32, [1])) }
    let joined = Node.concatenated(arguments.reversed(), alongAxis: 0)
    let program = try Linearization(outputs: [joined * joined], arguments: arguments).program
    #expect(program.instructions.map(\.operands) == [(0..<count).reversed().map { .input($0) }, [.instruction(0), .instruction(0)]])
  }

  /// More words than the memory that they are written to has at first.
  @Test func longStructuresHaveKeys() throws {
    let x = Node.placeholder(scalar)
    let sum = (0..<1_000).reduce(x) { sum, _ in sum + x }
    let linear = try Linearization(outputs: [sum], arguments: [x])
    #expect(linear.program.instructions.map(\.operands) == [[.input(0), .input(0)]] + (0..<999).map { [.instruction($0), .input(0)] })
    #expect(try Linearization(outputs: [sum], arguments: [x]).key == linear.key)
  }

  /// Without the number of operands, an operand and the next operation could be taken for each other.
  @Test func theNumberOfOperandsIsPartOfTheKey() {
    let keys = [1, 2].map { count in
      key { words in
        words.appendOperation(5, operandCount: count)
        for word in [1, 5 << 8] { words.append(word) }
      }
    }
    #expect(keys[0] != keys[1])
  }
}
