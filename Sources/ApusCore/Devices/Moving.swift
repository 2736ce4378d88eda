extension Module {
  /// Moves the model's tensors, parameters and constants and the values of its variables, to `device`.
  ///
  ///     let device = Device.allDevices[1]
  ///     var model = LeNet()
  ///     model.move(to: device)
  ///     var optimizer = SGD(for: model)   // its slots are where the parameters are
  ///
  /// A model that is made inside `withDevice(device) { … }` is there from the start. What lies in a `let` stays where it is.
  public mutating func move(to device: Device) { moveTensors(of: &self, to: device) }
}

/// Moves the tensors in the stored properties of any value.
package func moveTensors<Value>(of value: inout Value, to device: Device) {
  visitTensors(of: &value) { _, parameter in
    let moved = parameter.node.copied(to: device.id)
    if moved === parameter.node { return }
    if let variable = parameter.variable {
      variable.replace(Handle(moved, isFrozen: parameter.handle.isFrozen))
    } else if !parameter.isFixed {
      parameter.node = moved
    }
  }
}

extension Node {
  /// The same value on another device; itself if it is there, or if it is a mistake.
  func copied(to device: DeviceID) -> Node {
    if diagnosis != nil || self.device == device { return self }
    do { return .leaf(try Context.local.engine.read(self), device: device) } catch { return .poisoned(by: error) }
  }
}
