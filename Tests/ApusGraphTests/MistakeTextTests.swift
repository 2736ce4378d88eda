import Testing

@testable import ApusGraph

/// Every text that a mistake can have, as it is read.
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
      .notBroadcastable(operation: "add", left: [2, 3], right: [4]),
      """
      Apus: the shapes of add do not fit
        left  [2, 3]
        right [4]     axis -1 has 3 elements on the left and 4 on the right
      """
    ),
  ]

  @Test(arguments: texts) func mistakesReadAs(_ mistake: Mistake, _ text: String) {
    #expect(Diagnosis(mistake).description == text)
  }
}
