/// What can be wrong with the use of an operation. Rendered in `Mistake+Text.swift`, nowhere else.
public enum Mistake: Error, Hashable, Sendable {
  case operandsDiffer(operation: String, [TensorType])
  case notBroadcastable(operation: String, left: TensorShape, right: TensorShape)
  case matrixProduct(left: TensorShape, right: TensorShape)
  case unsupportedDType(operation: String, DType, expected: String)
  case axisOutOfRange(operation: String, axis: Int, shape: TensorShape)
  case rank(operation: String, shape: TensorShape, expected: String)
  case cannotReshape(from: TensorShape, to: TensorShape)
  /// An attribute such as strides, padding or a permutation that does not fit the operand.
  case attribute(operation: String, problem: String, operand: TensorShape)
  case operandCount(operation: String, given: Int, expected: String)
  case devicesDiffer(operation: String, String, String)
  case notANumber(DType)
  case notFloatingPoint(DType)
  case notAnInteger(DType)
  case noHostEvaluation(operation: String)
  case tooLarge(TensorShape, String)
  case readWhileTracing
  case stateLost(String)
  case notDifferentiable(operation: String)
  case lossNotScalar(TensorType)
  /// Tensors of a model that look trained and lie where nothing can replace them, each as `encoder.weight, in the class Encoder`.
  case unreachableParameters(model: String, [String], hint: String)
  /// Parameters of a layer or a model whose shape follows from an input that there was none of yet.
  case unresolvedParameters(of: String, [String])
  /// Bad input to a function of the library, told in one sentence.
  case argument(function: String, problem: String, hint: String)
}
