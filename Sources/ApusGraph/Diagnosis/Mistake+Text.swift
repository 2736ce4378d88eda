extension Mistake {
  /// What went wrong, in one line.
  public var title: String {
    switch self {
    case .operandsDiffer(let operation, _): "the operands of \(operation) differ"
    case .notBroadcastable(let operation, _, _): "the shapes of \(operation) do not fit"
    case .matrixProduct: "the shapes of a matrix product do not fit"
    case .unsupportedDType(let operation, let dtype, _): "\(operation) does not take \(dtype)"
    case .axisOutOfRange(let operation, let axis, _): "\(operation) has no axis \(axis) to work along"
    case .rank(let operation, _, _): "the operand of \(operation) has the wrong rank"
    case .cannotReshape(let from, let to):
      "\(from.contiguousSize) elements of shape \(from) cannot take the shape \(to), which has \(to.contiguousSize)"
    case .attribute(let operation, let problem, _): "\(operation): \(problem)"
    case .operandCount(let operation, let given, let expected): "\(operation) takes \(expected), not \(given)"
    case .devicesDiffer(let operation, let left, let right): "the operands of \(operation) lie on different devices, \(left) and \(right)"
    case .notANumber(let dtype): "\(dtype) is not a number"
    case .notFloatingPoint(let dtype): "\(dtype) is not a floating-point type"
    case .notAnInteger(let dtype): "\(dtype) is not an integer type"
    case .noHostEvaluation(let operation): "\(operation) can only run on a device"
    case .tooLarge(let shape, let reason): "a tensor of shape \(shape) cannot be made: \(reason)"
    case .readWhileTracing: "a value inside `compiled`, or the body of a loop, cannot be read while the function is traced"
    case .stateLost(let reason): "a step that owned the model's memory failed: \(reason)"
    case .notDifferentiable(let operation): "\(operation) has no derivative"
    case .lossNotScalar(let type): "a gradient needs a scalar result, this one is \(type)"
    case .unreachableParameters(let model, let found, _):
      found.count == 1 ? "a parameter of \(model) cannot be trained" : "\(found.count) parameters of \(model) cannot be trained"
    case .unresolvedParameters(let owner, let found):
      switch found.count {
      case 0: "\(owner) does not know the size of its input yet"
      case 1: "a parameter of \(owner) has no shape yet"
      default: "\(found.count) parameters of \(owner) have no shape yet"
      }
    case .argument(let function, let problem, _): "\(function): \(problem)"
    }
  }

  /// The operands and what fits where, one `(label, text)` a line.
  public var details: [(label: String, text: String)] {
    switch self {
    case .operandsDiffer(_, let types): types.enumerated().map { ("operand \($0)", $1.description) }
    case .notBroadcastable(_, let left, let right):
      [("left", left.description), ("right", "\(right)\(Self.firstClash(left, right))")]
    case .matrixProduct(let left, let right): Self.matrixProductDetails(left, right)
    case .unsupportedDType(_, _, let expected): [("expected", expected)]
    case .axisOutOfRange(_, _, let shape):
      [("shape", shape.rank == 0 ? "[] is a scalar's" : "\(shape) has the axes 0 to \(shape.rank - 1), or -\(shape.rank) to -1")]
    case .rank(_, let shape, let expected): [("shape", shape.description), ("expected", expected)]
    case .attribute(_, _, let operand): [("operand", operand.description)]
    case .unreachableParameters(_, let found, _), .unresolvedParameters(_, let found): found.prefix(8).map { ("found", $0) }
    default: []
    }
  }

  /// What to do about it.
  public var hint: String? {
    switch self {
    case .operandsDiffer(_, let types) where Set(types.map(\.dtype)).count > 1: "convert one of them: Tensor<Scalar>(x)"
    case .devicesDiffer: "move one of them: Tensor(copying: x, to: device)"
    case .readWhileTracing: "return the value from the function, or print it outside"
    case .stateLost: "restore the last checkpoint"
    case .lossNotScalar: "reduce it: .mean() or .sum()"
    case .noHostEvaluation: "install the XLA plugin: make setup"
    case .unreachableParameters(_, _, let hint): hint
    case .unresolvedParameters: "call the model once, or build(inputShape:), before it is trained, saved, counted or given to an optimizer"
    case .argument(_, _, let hint): hint.isEmpty ? nil : hint
    default: nil
    }
  }

  private static func firstClash(_ left: TensorShape, _ right: TensorShape) -> String {
    for (offset, (a, b)) in zip(left.reversed(), right.reversed()).enumerated() where a != b && a != 1 && b != 1 {
      return "     axis -\(offset + 1) has \(a) elements on the left and \(b) on the right"
    }
    return ""
  }

  private static func matrixProductDetails(_ left: TensorShape, _ right: TensorShape) -> [(label: String, text: String)] {
    guard left.rank >= 2, right.rank >= 2 else {
      return [("left", "\(left)"), ("right", "\(right)"), ("expected", "two matrices, or batches of them: rank 2 or more")]
    }
    let contracted = (left[left.rank - 1], right[right.rank - 2])
    guard contracted.0 != contracted.1 else { return [("left", "\(left)"), ("right", "\(right)     the batch axes differ")] }
    let pad = { (text: String) in text.padding(to: 24) }
    return [
      ("left", pad(left.description) + "the last axis has \(contracted.0) elements"),
      (
        "right",
        pad(right.description) + (right.rank == 2 ? "the first axis has \(contracted.1)" : "the axis before the last has \(contracted.1)")
      ),
    ]
  }
}

extension Mistake: CustomStringConvertible {
  /// The text of a mistake without a place, as `Diagnosis` renders it.
  public var description: String { Diagnosis(self).description }
}

extension String {
  func padding(to width: Int) -> String { count >= width ? self + " " : self + String(repeating: " ", count: width - count) }
}
