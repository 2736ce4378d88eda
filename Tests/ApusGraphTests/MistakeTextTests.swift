import Testing

@testable import ApusGraph

/// Every kind of mistake as it is read.
@Suite struct MistakeTextTests {
  static let texts: [(Mistake, String)] = [
    (
      .operandsDiffer(operation: "add", [TensorType(.float32, [2]), TensorType(.int32, [2])]),
      """
      Apus: the operands of add differ
        operand 0 Float[2]
        operand 1 Int32[2]
        hint  convert one of them: Tensor<Scalar>(x)
      """
    ),
    (
      .operandsDiffer(operation: "select", [TensorType(.float32, [2]), TensorType(.float32, [3])]),
      """
      Apus: the operands of select differ
        operand 0 Float[2]
        operand 1 Float[3]
      """
    ),
    (
      .notBroadcastable(operation: "add", left: [2, 3], right: [4]),
      """
      Apus: the shapes of add do not fit
        left  [2, 3]
        right [4]     axis -1 has 3 elements on the left and 4 on the right
      """
    ),
    (
      .matrixProduct(left: [32, 255], right: [256, 1024]),
      """
      Apus: the shapes of a matrix product do not fit
        left  [32, 255]               the last axis has 255 elements
        right [256, 1024]             the first axis has 256
      """
    ),
    (
      .matrixProduct(left: [2, 3, 4], right: [3, 4, 5]),
      """
      Apus: the shapes of a matrix product do not fit
        left  [2, 3, 4]
        right [3, 4, 5]     the batch axes differ
      """
    ),
    (
      .matrixProduct(left: [3], right: [3, 4]),
      """
      Apus: the shapes of a matrix product do not fit
        left  [3]
        right [3, 4]
        expected two matrices, or batches of them: rank 2 or more
      """
    ),
    (
      .unsupportedDType(operation: "exp", .int32, expected: "BFloat16, Float, Double"),
      """
      Apus: exp does not take Int32
        expected BFloat16, Float, Double
      """
    ),
    (
      .axisOutOfRange(operation: "sum", axis: 2, shape: [2, 3]),
      """
      Apus: sum has no axis 2 to work along
        shape [2, 3] has the axes 0 to 1, or -2 to -1
      """
    ),
    (
      .axisOutOfRange(operation: "sum", axis: 0, shape: []),
      """
      Apus: sum has no axis 0 to work along
        shape [] is a scalar's
      """
    ),
    (
      .rank(operation: "convolution", shape: [4, 2], expected: "an input of rank 3, [batch, space…, channels]"),
      """
      Apus: the operand of convolution has the wrong rank
        shape [4, 2]
        expected an input of rank 3, [batch, space…, channels]
      """
    ),
    (.cannotReshape(from: [2, 3], to: [4]), "Apus: 6 elements of shape [2, 3] cannot take the shape [4], which has 4"),
    (
      .attribute(operation: "argmax", problem: "there is no element along axis 0", operand: [0]),
      """
      Apus: argmax: there is no element along axis 0
        operand [0]
      """
    ),
    (
      .operandCount(operation: "select", given: 2, expected: "a condition and two operands"),
      "Apus: select takes a condition and two operands, not 2"
    ),
    (
      .devicesDiffer(operation: "add", "CPU:0", "GPU:0"),
      """
      Apus: the operands of add lie on different devices, CPU:0 and GPU:0
        hint  move one of them: Tensor(copying: x, to: device)
      """
    ),
    (.notANumber(.bool), "Apus: Bool is not a number"),
    (.notFloatingPoint(.int32), "Apus: Int32 is not a floating-point type"),
    (.notAnInteger(.float32), "Apus: Float is not an integer type"),
    (.tooLarge([1 << 40], "out of memory"), "Apus: a tensor of shape [1099511627776] cannot be made: out of memory"),
    (
      .stateLost("its memory was given to a later step"),
      """
      Apus: a step that owned the model's memory failed: its memory was given to a later step
        hint  restore the last checkpoint
      """
    ),
    (
      .readWhileTracing,
      """
      Apus: a value inside `compiled`, or the body of a loop, cannot be read while the function is traced
        hint  return the value from the function, or print it outside
      """
    ),
    (.notDifferentiable(operation: "argmax"), "Apus: argmax has no derivative"),
    (
      .lossNotScalar(TensorType(.float32, [32])),
      """
      Apus: a gradient needs a scalar result, this one is Float[32]
        hint  reduce it: .mean() or .sum()
      """
    ),
    (
      .unreachableParameters(model: "Net", ["a.w, in the class A", "b[3].w, in a Dictionary<Int, B>"], hint: "make it a struct"),
      """
      Apus: 2 parameters of Net cannot be trained
        found a.w, in the class A
        found b[3].w, in a Dictionary<Int, B>
        hint  make it a struct
      """
    ),
    (
      .unresolvedParameters(of: "Dense(units: 10)", []),
      """
      Apus: Dense(units: 10) does not know the size of its input yet
        hint  call the model once, or build(inputShape:), before it is trained, saved, counted or given to an optimizer
      """
    ),
    (
      .unresolvedParameters(of: "Net", ["first.weight", "second.filter"]),
      """
      Apus: 2 parameters of Net have no shape yet
        found first.weight
        found second.filter
        hint  call the model once, or build(inputShape:), before it is trained, saved, counted or given to an optimizer
      """
    ),
    (
      .argument(function: "Dense", problem: "-3 units", hint: "give at least 1"),
      """
      Apus: Dense: -3 units
        hint  give at least 1
      """
    ),
  ]

  @Test(arguments: texts) func mistakesReadAs(_ mistake: Mistake, _ text: String) {
    #expect(Diagnosis(mistake).description == text)
  }

  @Test func theHostsLimitsNameTheirRemedy() {
    let text = Diagnosis(.noHostEvaluation(operation: "customCall")).description
    #expect(text.hasPrefix("Apus: customCall can only run on a device\n  hint  install the XLA plugin"))
  }

  @Test func aDiagnosisTellsPlaceLayerAndProducer() {
    let site = SourceLocation(file: "Model.swift", line: 14, function: "Encoder.callAsFunction")
    let diagnosis = Diagnosis(
      .matrixProduct(left: [32, 255], right: [256, 1024]), site: site, layer: "encoder.up", producer: "encoder.norm")
    #expect(
      diagnosis.description == """
        Apus: the shapes of a matrix product do not fit
          at    Model.swift:14   in Encoder.callAsFunction
          layer encoder.up
          left  [32, 255]               the last axis has 255 elements
          right [256, 1024]             the first axis has 256
          hint  the input of this layer comes from encoder.norm
        """)
  }
}
