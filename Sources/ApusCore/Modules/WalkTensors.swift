/// Calls `visit` with each tensor in the stored properties of any value, as a walk over a model does.
///
/// What lies in a `let` or behind a reference is shown and stays; a variable's tensor is replaced through `Parameter.variable`.
package func visitTensors<Value>(of value: inout Value, _ visit: (ParameterPath, inout Parameter) -> Void) {
  walkParameters(of: &value, visit)
}

/// All tensors in the stored properties of a value, in the order of the properties.
package func tensors<Value>(of value: Value) -> [AnyTensor] {
  var (copy, found) = (value, [AnyTensor]())
  visitTensors(of: &copy) { _, parameter in found.append(AnyTensor(parameter.node)) }
  return found
}

/// Puts `tensors` into the place of those that `tensors(of:)` gave; where one is missing the old one stays.
package func replaceTensors<Value>(of value: inout Value, with tensors: [AnyTensor]) {
  var next = tensors.makeIterator()
  visitTensors(of: &value) { _, parameter in
    guard let tensor = next.next() else { return }
    if let variable = parameter.variable { variable.replace(tensor.handle) } else { parameter.node = tensor.node }
  }
}
