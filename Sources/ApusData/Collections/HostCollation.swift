/// Samples that are put together by copying what is on the host, rather than by a program that has each of them as an input.
protocol HostCollatable {
  /// The samples as one batch; `nil` where that is not to be had by copying.
  static func collatedOnHost(_ samples: [Self]) throws -> Self?
}

extension Collatable {
  /// The samples as one batch that is computed.
  static func batch(of samples: [Self], prepare: ((Self) throws -> Void)?) throws -> Self {
    if let type = Self.self as? any HostCollatable.Type, let batch = try collated(samples, as: type) { return batch }
    let batch = Self(collating: samples)
    try prepare?(batch)
    return batch
  }

  private static func collated<Sample: HostCollatable>(_ samples: [Self], as _: Sample.Type) throws -> Self? {
    guard let samples = samples as? [Sample] else { return nil }
    return try Sample.collatedOnHost(samples) as? Self
  }
}

extension Tensor: HostCollatable {
  static func collatedOnHost(_ samples: [Tensor]) throws -> Tensor? {
    guard let shape = samples.first?.shape, samples.allSatisfy({ $0.shape == shape && $0.node.isEvaluated }) else { return nil }
    let arrays = try Context.local.engine.read(together: samples.map(\.node))
    let result = try HostArray(uninitialized: TensorType(Scalar.dtype, TensorShape([samples.count] + shape)))
    for (index, array) in arrays.enumerated() {
      (result.pointer + index * array.type.byteCount).copyMemory(from: array.pointer, byteCount: array.type.byteCount)
    }
    return Tensor(Node.leaf(withExtendedLifetime(arrays) { result }))
  }
}

extension LabeledData: HostCollatable where Data: Collatable & HostCollatable, Label: Collatable & HostCollatable {
  static func collatedOnHost(_ samples: [LabeledData]) throws -> LabeledData? {
    guard let data = try Data.collatedOnHost(samples.map(\.data)), let label = try Label.collatedOnHost(samples.map(\.label)) else {
      return nil
    }
    return LabeledData(data: data, label: label)
  }
}
