/// A named place for a tensor that changes: TensorFlow's variable. A reference, and says so by its name.
///
///     let variable = Variable<Float>([0, 0, 0])
///     variable.assign([1, 2, 3])
///     variable.assignAdd([1, 1, 1])
///     print(variable.value)   // [2.0, 3.0, 4.0]
///
/// Shape and scalar type are those of the first value, for good.
public final class Variable<Scalar: TensorScalar>: Sendable {
  package let storage: VariableStorage

  public init(_ value: Tensor<Scalar>, isTrainable: Bool = true) {
    storage = VariableStorage(value.handle, isTrainable: isTrainable && Scalar.dtype.isFloatingPoint)
  }

  public convenience init(_ scalar: Scalar, isTrainable: Bool = true) {
    self.init(Tensor(shape: [], scalars: [scalar]), isTrainable: isTrainable)
  }

  public convenience init(_ scalars: [Scalar], isTrainable: Bool = true) {
    self.init(Tensor(shape: [scalars.count], scalars: scalars), isTrainable: isTrainable)
  }

  /// The current value.
  public var value: Tensor<Scalar> {
    get { Tensor(handle: storage.handle) }
    set { storage.assign(newValue.handle) }
  }

  public var shape: TensorShape { storage.type.shape }
  public var isTrainable: Bool { storage.isTrainable }

  @inline(never) public func assign(_ value: Tensor<Scalar>) { storage.assign(value.handle) }
  @inline(never) public func assign(_ scalars: [Scalar]) { assign(Tensor(shape: [scalars.count], scalars: scalars)) }
}

extension Variable where Scalar: TensorNumber {
  @inline(never) public func assignAdd(_ value: Tensor<Scalar>) { assign(self.value + value) }
  @inline(never) public func assignSub(_ value: Tensor<Scalar>) { assign(self.value - value) }
  @inline(never) public func assignAdd(_ scalars: [Scalar]) { assignAdd(Tensor(shape: [scalars.count], scalars: scalars)) }
  @inline(never) public func assignSub(_ scalars: [Scalar]) { assignSub(Tensor(shape: [scalars.count], scalars: scalars)) }
}

extension Variable: CustomStringConvertible {
  public var description: String { "Variable(shape: \(shape), scalars: \(Scalar.dtype), value: \(value))" }
}

extension Variable: Walkable {
  static var walkPlan: WalkPlan {
    WalkPlan([
      .state { variable, path, mode, visit in
        let storage = variable.assumingMemoryBound(to: Variable.self).pointee.storage
        let handle = storage.handle
        var parameter = Parameter(role: .state, handle: handle, variable: storage)
        parameter.isFrozen = mode.isFrozen
        parameter.isFixed = mode.isFixed
        visit(path, &parameter)
        if parameter.handle !== handle { storage.assign(parameter.handle) }
      }
    ])
  }
}
