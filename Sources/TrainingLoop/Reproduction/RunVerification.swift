/// What came out when steps of a run were executed once more.
public struct RunVerification: Sendable {
  /// A step whose numbers are others.
  public struct StepDifference: Hashable, Sendable {
    /// The number of the step, counted from 0 over all epochs.
    public let step: Int
    /// `batch loss`, `learning rate`, `loss` or a metric; `step` where only one of both has the step.
    public let name: String
    /// `nil` for a step that there is not.
    public let saved: Float?
    public let found: Float?
  }

  /// A tensor that is another in a checkpoint.
  public struct TensorDifference: Hashable, Sendable {
    /// As `model/dense/weight`.
    public let name: String
    /// The checkpoint that has the other one.
    public let path: String
    /// How many elements differ; `nil` where type or shape do.
    public let elementCount: Int?
  }

  /// The steps that were executed, counted from 0.
  public let steps: Range<Int>
  /// The checkpoint from which; `nil` for the start of the run.
  public let start: String?
  /// The checkpoints that were compared, as far as to the first that differs.
  public let compared: [String]
  /// The first step that differs.
  public let step: StepDifference?
  /// The first tensor that differs in the first checkpoint that does.
  public let tensor: TensorDifference?
  /// What differs between the run and this machine, program and data: where bits are equal all the same, it does not matter to them.
  public let fingerprint: [RunFingerprint.Difference]
  /// Checkpoints of the run that are damaged.
  public let damaged: [String]

  /// Whether every bit that was compared is the same, of the training data too.
  public var isEqual: Bool {
    step == nil && tensor == nil && damaged.isEmpty && !fingerprint.contains { $0.name == RunFingerprint.data }
  }
}

extension RunVerification: CustomStringConvertible {
  public var description: String {
    let place = start.map { "from \($0)" } ?? "from the start"
    let numbers = steps.count == 1 ? "step \(steps.lowerBound + 1)" : "steps \(steps.lowerBound + 1) to \(steps.upperBound)"
    let checkpoints = "\(compared.count) \(compared.count == 1 ? "checkpoint" : "checkpoints")"
    let verdict = isEqual ? "equal: \(numbers), \(place), and \(checkpoints) have the same bits" : "not equal: \(numbers), \(place)"
    return ([verdict] + findings).joined(separator: "\n  ")
  }

  private var findings: [String] {
    func text(_ value: Float?) -> String { value.map { "\($0)" } ?? "none" }
    return [
      step.map { "first step    \($0.step + 1): \($0.name) \(text($0.found)), the run has \(text($0.saved))" },
      tensor.map { tensor in
        let what = tensor.elementCount.map { "\($0) \($0 == 1 ? "element differs" : "elements differ")" } ?? "another type or shape"
        return "first tensor  \(tensor.name) in \(tensor.path): \(what)"
      },
    ].compactMap(\.self) + damaged.map { "damaged       \($0)" }
      + fingerprint.map { difference in
        let (found, saved) = (RunFingerprint.shortened(difference.found), RunFingerprint.shortened(difference.saved))
        return "\(difference.name): \(found), the run has \(saved)"
      }
  }
}
