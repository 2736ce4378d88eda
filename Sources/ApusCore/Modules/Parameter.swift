/// A tensor of a model as a walk shows it: of any scalar type, to be read and, where its property is a `var`, replaced.
public struct Parameter {
  /// What a training step may do with the tensor.
  public enum Role: Sendable {
    /// A `var` of floating-point type: trained.
    case trainable
    /// A `let`, a `@Frozen var`, what `freeze` took out, or a scalar type without gradients: saved and moved with the model, not trained.
    case constant
    /// The value of a `Variable`: changed by the model itself.
    case state
  }

  public let role: Role
  package var handle: Handle
  /// The variable that holds the tensor, for the role `state`.
  package let variable: VariableStorage?
  /// Whether the tensor lies in a `@Frozen var`: not even a variable there is trained.
  package internal(set) var isFrozen = false

  /// Whether the tensor lies in a `let` or an object, where a walk cannot replace it.
  package internal(set) var isFixed = false

  init(role: Role, handle: Handle, variable: VariableStorage? = nil) {
    self.role = role
    self.handle = handle
    self.variable = variable
  }

  package var node: Node {
    get { handle.node }
    set { handle = Handle(newValue, isFrozen: handle.isFrozen) }
  }

  /// What copies of a model have in common until one of them is trained.
  package var identity: ObjectIdentifier { variable.map { ObjectIdentifier($0) } ?? ObjectIdentifier(handle) }

  public var shape: TensorShape { handle.node.shape }
  public var dtype: DType { handle.node.dtype }
}
