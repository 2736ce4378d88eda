/// Something of which several can be put together along a leading batch axis.
public protocol Collatable {
  /// The samples as one batch, in their order.
  init<Samples: Collection>(collating samples: Samples) where Samples.Element == Self
}

extension Collection where Element: Collatable {
  /// The elements as one batch.
  ///
  ///     [Tensor<Float>([1, 2]), Tensor<Float>([3, 4])].collated.shape   // [2, 2]
  public var collated: Element { Element(collating: self) }
}

extension Tensor: Collatable {
  /// The tensors, which must have one shape, stacked along an axis of their own in front.
  public init<Samples: Collection>(collating samples: Samples) where Samples.Element == Self { self.init(stacking: Array(samples)) }
}

extension LabeledData: Collatable where Data: Collatable, Label: Collatable {
  public init<Samples: Collection>(collating samples: Samples) where Samples.Element == Self {
    self.init(data: Data(collating: samples.lazy.map(\.data)), label: Label(collating: samples.lazy.map(\.label)))
  }
}
