import Apus
import Testing

/// The guide 001, "TensorFlow basics": tensors, variables, gradients, functions, modules.
@Suite struct BasicsTests {
  static let x = Tensor<Float>([[1, 2, 3], [4, 5, 6]])

  static let values: [(name: String, value: @Sendable () -> Tensor<Float>, shape: TensorShape, scalars: [Float], text: String)] = [
    ("x", { x }, [2, 3], [1, 2, 3, 4, 5, 6], "[[1.0, 2.0, 3.0],\n [4.0, 5.0, 6.0]]"),
    ("x + x", { x + x }, [2, 3], [2, 4, 6, 8, 10, 12], "[[ 2.0,  4.0,  6.0],\n [ 8.0, 10.0, 12.0]]"),
    ("5 * x", { 5 * x }, [2, 3], [5, 10, 15, 20, 25, 30], "[[ 5.0, 10.0, 15.0],\n [20.0, 25.0, 30.0]]"),
    ("x @ transpose(x)", { matmul(x, x.transposed()) }, [2, 2], [14, 32, 32, 77], "[[14.0, 32.0],\n [32.0, 77.0]]"),
    (
      "concat([x, x, x], 0)", { Tensor(concatenating: [x, x, x], alongAxis: 0) }, [6, 3],
      [1, 2, 3, 4, 5, 6, 1, 2, 3, 4, 5, 6, 1, 2, 3, 4, 5, 6],
      """
      [[1.0, 2.0, 3.0],
       [4.0, 5.0, 6.0],
       [1.0, 2.0, 3.0],
       [4.0, 5.0, 6.0],
       [1.0, 2.0, 3.0],
       [4.0, 5.0, 6.0]]
      """
    ),
    ("reduce_sum(x)", { x.sum() }, [], [21], "21.0"),
  ]

  @Test(arguments: values.indices)
  func anExpressionHasTheGuidesValueAndText(_ index: Int) throws {
    let row = Self.values[index]
    let value = row.value()
    #expect(value.shape == row.shape, "\(row.name)")
    #expect(try value.readScalars() == row.scalars, "\(row.name)")
    #expect(value.description == row.text, "\(row.name)")
  }

  @Test func aTensorKnowsItsShapeAndType() {
    #expect(Self.x.shape.description == "[2, 3]")
    #expect(Self.x.dtype == .float32)
  }

  /// The exact values are 0.0900305732, 0.2447284711, 0.6652409558.
  @Test func softmaxAlongTheLastAxisIsTheGuides() throws {
    let rows = try softmax(Self.x, alongAxis: -1).readScalars()
    for (value, expected) in zip(rows, [0.0900305732, 0.2447284711, 0.6652409558, 0.0900305732, 0.2447284711, 0.6652409558]) {
      #expect(abs(Double(value) - expected) <= 1e-7)
    }
    #expect(rows.count == 6)
  }

  @Test func wholeNumbersMakeIntegerTensors() throws {
    let integers = Tensor([1, 2, 3])
    #expect(integers.dtype == .int32)
    #expect(integers.description == "[1, 2, 3]")
    #expect(integers.sum().dtype == .int32)
    #expect(integers.sum().description == "6")
  }

  @Test func aVariableIsAssignedAndAddedTo() throws {
    let variable = Variable<Float>([0, 0, 0])
    variable.assign([1, 2, 3])
    #expect(variable.value.description == "[1.0, 2.0, 3.0]")
    variable.assignAdd([1, 1, 1])
    #expect(variable.value.description == "[2.0, 3.0, 4.0]")
  }

  @Test func theParabolaHasTheGuidesValueAndSlopeAtOne() throws {
    func f(_ x: Tensor<Float>) -> Tensor<Float> { x * x + 2 * x - 5 }
    let x = Variable<Float>(1)
    #expect(f(x.value).description == "-2.0")
    let tape = GradientTape()
    let value = tape.record { f(x.value) }
    #expect(tape.gradient(of: value, withRespectTo: x).description == "4.0")
    let (sameValue, slope) = valueWithGradient(at: Tensor<Float>(1), of: f)
    #expect(sameValue.scalarized() == -2)
    #expect(slope.scalarized() == 4)
  }

  /// The guide's function takes integers and floats; here these are two instances of one generic function, with a count in common.
  @Test func aFunctionIsTracedOnceForEachTypeOfItsArgument() throws {
    var tracings = 0
    func makeSum<S: TensorNumber>(_: S.Type) -> Compiled<Tensor<S>, Tensor<S>> {
      compiled { (x: Tensor<S>) in
        tracings += 1
        return x.sum()
      }
    }
    let integerSum = makeSum(Int32.self), floatSum = makeSum(Float.self)
    #expect(integerSum(Tensor([1, 2, 3])).description == "6")
    #expect(tracings == 1)
    #expect(integerSum(Tensor([10, 9, 8])).description == "27")
    #expect(tracings == 1)
    let sum = floatSum(Tensor([10.0, 9.1, 8.2])).scalarized()
    #expect(abs(sum - 27.3) <= Float(27.3).ulp)
    #expect(tracings == 2)
    floatSum(Tensor([1.5, 2.5, 3.5]))
    #expect(tracings == 2)
    #expect(integerSum(Tensor([1, 2, 3, 4])).scalarized() == 10)
    #expect(tracings == 3, "another shape is another signature")
  }

  private final class MyModule: Module {
    let weight: Variable<Int32>
    let multiply: Compiled<Tensor<Int32>, Tensor<Int32>>

    init(_ value: Int32) {
      let weight = Variable(value)
      self.weight = weight
      multiply = compiled { x in x * weight }
    }

    func callAsFunction(_ x: Tensor<Int32>) -> Tensor<Int32> { multiply(x) }
  }

  @Test func aModulesCompiledFunctionReadsItsVariable() throws {
    let module = MyModule(3)
    #expect(module.multiply(Tensor([1, 2, 3])).description == "[3, 6, 9]")
    module.weight.assign(Tensor(4))
    #expect(module.multiply(Tensor([1, 2, 3])).description == "[ 4,  8, 12]")
    #expect(module.multiply.report.traceCount == 1)
  }
}
