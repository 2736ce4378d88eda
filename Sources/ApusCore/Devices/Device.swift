/// A place where tensors live and programs run.
///
///     print(Device.default)         // CPU:0
///     let x = Tensor(copying: y, to: Device.allDevices[1])
///
/// On a CPU there is one device unless `DeviceRuntime.shared.configure { $0.deviceCount = 4 }` is called before the first computation.
public struct Device: Hashable, Sendable, CustomStringConvertible {
  public enum Kind: Sendable, Hashable { case CPU, GPU, TPU }

  package let id: DeviceID

  package init(_ id: DeviceID) { self.id = id }

  public init(kind: Kind, ordinal: Int = 0) {
    switch kind {
    case .CPU: id = DeviceID(.cpu, ordinal: ordinal)
    case .GPU: id = DeviceID(.gpu, ordinal: ordinal)
    case .TPU: id = DeviceID(.tpu, ordinal: ordinal)
    }
  }

  public var kind: Kind {
    switch id.platform {
    case .cpu: .CPU
    case .gpu: .GPU
    case .tpu: .TPU
    }
  }

  /// The number of the device among those of its kind.
  public var ordinal: Int { id.ordinal }

  public var description: String { id.description }

  /// Where tensors are made if nothing else is said; `withDevice` changes it for a while.
  public static var `default`: Device { Device(Context.local.device) }

  /// S4TF's name for the device that XLA compiles for: every device is one.
  public static var defaultXLA: Device { .default }

  /// The devices of the plugin; the one host device if there is no plugin.
  public static var allDevices: [Device] {
    let count = (try? DeviceRuntime.shared.client().devices.count) ?? 1
    return (0..<count).map { Device(DeviceID(Context.local.device.platform, ordinal: $0)) }
  }
}

/// Runs `body` with `device` as `Device.default`.
public func withDevice<R>(_ device: Device, _ body: () throws -> R) rethrows -> R {
  let context = Context.local.with()
  context.device = device.id
  return try withContext(context, body)
}

extension Tensor {
  /// Where the tensor lives.
  public var device: Device { Device(node.device) }

  /// A copy of `other` on `device`.
  public init(copying other: Tensor, to device: Device) {
    let node = other.node.copied(to: device.id)
    if node === other.node { self = other } else { self.init(node) }
  }
}
