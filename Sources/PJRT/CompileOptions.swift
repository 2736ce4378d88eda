import WireFormats

/// How a program is compiled.
public struct CompileOptions: Hashable, Sendable {
  /// The copies of the program that run side by side on different devices, each with its own arguments.
  public var replicas = 1
  /// The parts that one program is divided into by its sharding annotations.
  public var partitions = 1
  /// Whether sharding annotations are those of Shardy (`sdy.sharding`) rather than of GSPMD (`mhlo.sharding`).
  public var useShardy = false
  /// The places in `Client.devices` to run on, `replicas × partitions` of them, the partitions of a replica side by side;
  /// the first devices if nil.
  public var devices: [Int]?
  /// XLA's debug options by name, for example `["xla_backend_optimization_level": .integer(0)]`. An unknown name is an error.
  public var overrides: [String: Override] = [:]

  public enum Override: Hashable, Sendable {
    case string(String)
    case bool(Bool)
    case integer(Int64)
    case double(Double)
  }

  public init(
    replicas: Int = 1, partitions: Int = 1, useShardy: Bool = false, devices: [Int]? = nil, overrides: [String: Override] = [:]
  ) {
    self.replicas = replicas
    self.partitions = partitions
    self.useShardy = useShardy
    self.devices = devices
    self.overrides = overrides
  }

  /// The options as the message `CompileOptionsProto` that a plugin takes. Never empty: an empty message ends the process.
  ///
  /// Only what differs from the default is written. A message with all of XLA's options would name enumeration values
  /// that an older plugin does not know.
  public func serialized() -> [UInt8] {
    var message = ProtobufWriter()
    message.message(3, build)
    for (name, value) in overrides.sorted(by: { $0.key < $1.key }) {
      message.message(7) { entry in
        entry.string(1, name)
        entry.message(2) { $0.write(value) }
      }
    }
    return message.bytes
  }

  /// `ExecutableBuildOptionsProto`
  private func build(_ options: inout ProtobufWriter) {
    options.integer(1, -1)  // Device ordinal: the assignment decides.
    options.integer(4, Int64(replicas))
    options.integer(5, Int64(partitions))
    if partitions > 1 { options.integer(6, 1) }  // Divide the program by its annotations.
    if let devices { options.message(9) { assignment(of: devices, &$0) } }
    if useShardy { options.integer(19, 1) }
  }

  /// `DeviceAssignmentProto`: for each partition the devices of its replicas.
  private func assignment(of devices: [Int], _ message: inout ProtobufWriter) {
    message.integer(1, Int64(replicas))
    message.integer(2, Int64(partitions))
    for partition in 0..<partitions {
      message.message(3) { column in
        column.packed(1, (0..<replicas).map { UInt64(devices[$0 * partitions + partition]) })
      }
    }
  }
}

extension CompileOptions {
  /// Refuses options that would end the process or that no device of the client can satisfy.
  func validate(deviceCount: Int) throws(CallProblem) {
    let (product, overflow) = replicas.multipliedReportingOverflow(by: partitions)
    guard replicas >= 1, partitions >= 1, !overflow, product <= deviceCount else {
      throw .programGrid(replicas: replicas, partitions: partitions, deviceCount: deviceCount)
    }
    if let devices {
      let valid = Set(devices).count == product && devices.count == product && devices.allSatisfy((0..<deviceCount).contains)
      guard valid else { throw .deviceAssignment(devices, expected: product) }
    }
    // ELTWISE and REDUCE in its list crash in ynn_set_external_value_data as soon as a softmax runs.
    for name in overrides.keys where name.contains("ynn_fusion_type") { throw .unsafeOverride(name) }
  }
}

extension ProtobufWriter {
  fileprivate mutating func write(_ value: CompileOptions.Override) {
    switch value {
    case .string(let text): string(1, text)
    case .bool(let flag): integer(2, flag ? 1 : 0)
    case .integer(let number): integer(3, number)
    case .double(let number): double(4, number)
    }
  }
}
