/// A variable of any scalar type, with its path in the module that it was found in.
public struct AnyVariable: Sendable {
  public let path: String
  package let storage: VariableStorage

  public init<Scalar>(_ variable: Variable<Scalar>, path: String = "") {
    self.path = path
    storage = variable.storage
  }

  /// A new variable with the value of a tensor.
  package init(_ tensor: AnyTensor, isTrainable: Bool, path: String) {
    self.init(path: path, storage: VariableStorage(tensor.handle, isTrainable: isTrainable && tensor.dtype.isFloatingPoint))
  }

  init(path: String, storage: VariableStorage) {
    self.path = path
    self.storage = storage
  }

  public var shape: TensorShape { storage.type.shape }
  public var dtype: DType { storage.type.dtype }
}

extension AnyVariable {
  /// The current value.
  public var value: AnyTensor { AnyTensor(storage.handle.node) }

  /// Gives the variable another value, of the same shape and scalar type.
  public func assign(_ value: AnyTensor) { storage.assign(value.handle) }
}

/// The gradients of a list of variables, in its order.
public struct VariableGradients: Sendable {
  package var nodes: [Handle]
  public var count: Int { nodes.count }

  /// The gradient of the variable at `index`.
  public subscript<Scalar: TensorFloatingPoint>(index: Int, as _: Scalar.Type) -> Tensor<Scalar> { Tensor(handle: nodes[index]) }
}

extension Module {
  /// The variables of the module, sorted by path as `tf.Module.variables` sorts them.
  public var variables: [AnyVariable] {
    var found: [AnyVariable] = []
    visit { path, parameter in if let storage = parameter.variable { found.append(AnyVariable(path: path.name, storage: storage)) } }
    var seen: Set<ObjectIdentifier> = []
    return found.filter { seen.insert(ObjectIdentifier($0.storage)).inserted }.sorted { $0.path < $1.path }
  }

  /// The variables that are trained, sorted by path.
  public var trainableVariables: [AnyVariable] { variables.filter(\.storage.isTrainable) }
}

extension AnyVariable: CustomStringConvertible {
  /// For example `w = 5.0`.
  public var description: String {
    func text<E: TensorScalar>(_: E.Type) -> String { Tensor<E>(handle: storage.handle).description }
    let value =
      switch dtype {
      case .bool: text(Bool.self)
      case .int8: text(Int8.self)
      case .int16: text(Int16.self)
      case .uint8: text(UInt8.self)
      case .uint16: text(UInt16.self)
      case .int32: text(Int32.self)
      case .int64: text(Int64.self)
      case .uint32: text(UInt32.self)
      case .uint64: text(UInt64.self)
      case .float16: text(Float16.self)
      case .bfloat16: text(BFloat16.self)
      case .float32: text(Float.self)
      case .float64: text(Double.self)
      }
    return path.isEmpty ? value : "\(path) = \(value)"
  }
}
