/// What callbacks remember between events: values under the callback's name and a key.
///
///     func countBatches<L: TrainingLoopProtocol>(_ loop: inout L, event: TrainingLoopEvent) throws {
///       if event == .batchEnd { loop.state["countBatches"][number: "count", default: 0] += 1 }
///     }
///
/// It lies in the loop and not in variables that a callback captures, because then a checkpoint of the run has it and a run that is
/// continued goes on with it. Tensors are computed together with the step after which they are found here, by its program: what is
/// made of parameters or gradients at `updateStart` costs no program of its own.
public struct TrainingState: Sendable {
  public enum Value: Sendable {
    case number(Double)
    case text(String)
    case tensors([AnyTensor])
  }

  /// What one callback remembers.
  public struct Section: Sendable {
    public var values: [String: Value] = [:]

    public init() {}
  }

  public private(set) var sections: [String: Section] = [:]

  public init() {}

  /// What the callback of this name remembers; nothing at first. Two callbacks of one kind need two names.
  public subscript(name: String) -> Section {
    get { sections[name] ?? Section() }
    set { sections[name] = newValue.values.isEmpty ? nil : newValue }
  }

  /// All tensors, sorted by the names of callbacks and keys.
  package var tensors: [AnyTensor] {
    sections.sorted { $0.key < $1.key }.flatMap { section in
      section.value.values.sorted { $0.key < $1.key }.flatMap { entry -> [AnyTensor] in
        if case .tensors(let tensors) = entry.value { tensors } else { [] }
      }
    }
  }
}

extension TrainingState.Section {
  /// A number; setting `nil` forgets it.
  public subscript(number key: String) -> Double? {
    get { if case .number(let number)? = values[key] { number } else { nil } }
    set { values[key] = newValue.map { .number($0) } }
  }

  public subscript(number key: String, default initial: Double) -> Double {
    get { self[number: key] ?? initial }
    set { self[number: key] = newValue }
  }

  /// A text; setting `nil` forgets it.
  public subscript(text key: String) -> String? {
    get { if case .text(let text)? = values[key] { text } else { nil } }
    set { values[key] = newValue.map { .text($0) } }
  }

  /// Tensors of any types; setting `nil` forgets them.
  public subscript(tensors key: String) -> [AnyTensor]? {
    get { if case .tensors(let tensors)? = values[key] { tensors } else { nil } }
    set { values[key] = newValue.map { .tensors($0) } }
  }
}
