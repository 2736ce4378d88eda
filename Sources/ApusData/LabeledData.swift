@_exported import ApusCore

/// Data and what it is labelled with: one example, or a batch of them.
///
///     let batch = LabeledData(data: images, label: digits)   // [128, 28, 28, 1] and [128]
public struct LabeledData<Data, Label> {
  public let data: Data
  public let label: Label

  public init(data: Data, label: Label) {
    self.data = data
    self.label = label
  }
}

extension LabeledData: Sendable where Data: Sendable, Label: Sendable {}
