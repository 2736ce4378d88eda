/// What can be wrong with the use of a `Model`.
public enum KerasError: Error, Hashable, Sendable {
  /// A model that was not compiled was to be trained or evaluated.
  case notCompiled
  /// A name that Keras may know and Apus does not.
  case unknownName(String, of: String, known: [String])
  /// An output of a model depends on an input that is not among its inputs.
  case disconnected(output: Int, input: String)
  /// An input of a model that is not made by `Input(shape:)`.
  case notAnInput(String)
  /// The same input twice.
  case inputTwice(String)
  /// A model without inputs, outputs or layers.
  case nothing(String)
  /// More or fewer losses, loss weights or metrics than outputs.
  case count(of: String, given: Int, outputs: Int)
  /// Data whose parts have different numbers of samples.
  case sampleCounts([Int])
  /// A share of the samples for validation that leaves no samples on one side.
  case validationSplit(Double, sampleCount: Int)
  /// A model was to be described that has seen no input.
  case notBuilt
  /// A model was used while `fit` trains it.
  case isTraining
}

extension KerasError: CustomStringConvertible {
  public var description: String {
    let (title, details) = text
    return
      (["Apus: \(title)"]
      + details.map { label, text in
        "  " + label + String(repeating: " ", count: max(1, 6 - label.count)) + text
      }).joined(separator: "\n")
  }

  private var text: (title: String, details: [(String, String)]) {
    switch self {
    case .notCompiled:
      ("the model does not know how it is to be trained", [("hint", "call model.compile(optimizer:loss:) first")])
    case .unknownName(let name, let kind, let known):
      ("there is no \(kind) of the name \"\(name)\"", [("known", known.joined(separator: ", "))])
    case .disconnected(let output, let input):
      (
        "output \(output) of the model depends on \(input), which is not among its inputs",
        [("hint", "give all inputs that the outputs are made of: Model(inputs: [a, b], outputs: c)")]
      )
    case .notAnInput(let name):
      ("\(name) is no input", [("hint", "the inputs of a model are made by Input(shape:)")])
    case .inputTwice(let name): ("\(name) is among the model's inputs twice", [("hint", "give it once and use it as often as you like")])
    case .nothing(let what): ("the model has no \(what)", [])
    case .count(let what, let given, let outputs):
      ("\(given) \(what) for a model of \(outputs) outputs", [("hint", "give one for each output, or one for all")])
    case .sampleCounts(let counts):
      (
        "the data do not have the same number of samples",
        [("found", counts.map(String.init).joined(separator: ", ")), ("hint", "the first axis of inputs and targets counts the samples")]
      )
    case .validationSplit(let share, let count):
      (
        "\(share) of \(count) samples for the validation leave none on one side",
        [("hint", "a share lies between 0 and 1: validationSplit: 0.2")]
      )
    case .notBuilt:
      ("the model does not know the shape of its input yet", [("hint", "call it once, or build(inputShape:), before summary()")])
    case .isTraining:
      ("the model is being trained", [("hint", "a callback finds it as loop.model")])
    }
  }
}
