import ApusCore
import Testing

@Suite struct VariableTests {
  @Test func aVariableHoldsWhatWasAssigned() throws {
    let variable = Variable<Float>([1, 2, 3])
    #expect(variable.value == Tensor<Float>([1, 2, 3]))
    variable.assign(Tensor<Float>([4, 5, 6]))
    #expect(variable.value == Tensor<Float>([4, 5, 6]))
    variable.assignAdd(Tensor<Float>([1, 1, 1]))
    variable.assignSub([0, 0, 2])
    #expect(variable.value == Tensor<Float>([5, 6, 5]))
    variable.value = variable.value * 2
    #expect(variable.value == Tensor<Float>([10, 12, 10]))
    #expect(variable.shape == [3])
  }

  @Test func aValueReadBeforeAnAssignmentStays() throws {
    let variable = Variable<Float>(1)
    let before = variable.value, computed = variable + 1
    variable.assign(Tensor(5))
    #expect(before.scalarized() == 1)
    #expect(computed.scalarized() == 2)
  }

  @Test func aVariableIsSharedAndATensorIsCopied() throws {
    let variable = Variable<Double>(1)
    let same = variable
    same.assign(Tensor<Double>(7))
    #expect(variable.value.scalarized() == 7)
  }

  @Test func aVariableInAFormulaIsItsValue() throws {
    let a = Variable<Float>([8, 6]), b = Variable<Float>([2, 3]), t = Tensor<Float>([1, 1])
    let results: [(Tensor<Float>, [Float])] = [
      (a + b, [10, 9]), (a - b, [6, 3]), (a * b, [16, 18]), (a / b, [4, 2]), (-a, [-8, -6]), (a + t, [9, 7]), (t - a, [-7, -5]),
      (2 * a, [16, 12]), (a / 2, [4, 3]), (1 - b, [-1, -2]), (b + 1, [3, 4]),
    ]
    for (result, expected) in results { #expect(try result.readScalars() == expected) }
    let counts = Variable<Int32>([7, 9])
    #expect(try (counts * 3).readScalars() == [21, 27])
  }

  @Test func anotherShapeIsAMistakeThatItsReaderGets() throws {
    let variable = Variable<Float>([1, 2, 3])
    variable.assign(Tensor<Float>([1, 2]))
    let diagnosis = try #require(variable.value.diagnosis)
    #expect("\(diagnosis)".hasPrefix("Apus: assign: a variable of shape [3] cannot take a value of shape [2]"))
    #expect(throws: diagnosis) { try variable.value.readScalars() }
    variable.assign([4, 5, 6])
    #expect(try variable.value.readScalars() == [4, 5, 6], "the next value that fits mends it")
  }

  @Test func onlyFloatingPointVariablesAreTrained() {
    #expect(Variable<Float>(1).isTrainable)
    #expect(!Variable<Float>(1, isTrainable: false).isTrainable)
    #expect(!Variable<Int32>(1).isTrainable)
  }

  private final class Counter: Module {
    let weight = Variable<Float>([1, 2])
    let steps = Variable<Int32>(0)
    let average = Variable<Float>(0, isTrainable: false)
    func callAsFunction(_ x: Tensor<Float>) -> Tensor<Float> { x * weight }
  }

  private struct Pair: Module {
    let second = Counter()
    let first = Counter()
    var shared: Counter
    init() { shared = first }
    func callAsFunction(_ x: Tensor<Float>) -> Tensor<Float> { second(first(x)) }
  }

  @Test func aModuleListsItsVariablesByPathAndEachOnce() {
    let pair = Pair()
    #expect(
      pair.variables.map(\.path) == [
        "first.average", "first.steps", "first.weight", "second.average", "second.steps", "second.weight",
      ])
    #expect(pair.trainableVariables.map(\.path) == ["first.weight", "second.weight"])
    #expect(pair.trainableVariables.map(\.description) == ["first.weight = [1.0, 2.0]", "second.weight = [1.0, 2.0]"])
    #expect(pair.variables.map(\.dtype) == [.float32, .int32, .float32, .float32, .int32, .float32])
  }
}
