/// A parameter on its way through a step: what it was and its gradient, or what it has become.
public struct ParameterUpdate {
  /// Where the parameter lies in its model, such as `blocks[3].mlp.up.weight`.
  public let path: String
  public var parameter: Node
  public var gradient: Node
  /// What is kept for the parameter; zeros before the first step.
  public var slots: [Node]
}
