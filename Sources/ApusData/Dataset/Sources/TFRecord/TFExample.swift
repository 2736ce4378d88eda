/// A `tf.train.Example`: lists of bytes, numbers or integers under names.
///
///     let example = TFExample(["image": .bytes([png]), "label": .integers([3])])
///     print(example["label"]?.integers ?? [])   // [3]
public struct TFExample: Hashable, Sendable {
  /// What stands under a name.
  public enum Feature: Hashable, Sendable {
    case bytes([[UInt8]])
    case floats([Float])
    case integers([Int64])

    /// The lists by their types; `nil` for a feature of another type.
    public var bytes: [[UInt8]]? { if case .bytes(let list) = self { list } else { nil } }
    public var floats: [Float]? { if case .floats(let list) = self { list } else { nil } }
    public var integers: [Int64]? { if case .integers(let list) = self { list } else { nil } }
    /// The bytes as texts in UTF-8; `nil` for another type and for bytes that are none.
    public var texts: [String]? {
      guard let bytes else { return nil }
      let texts = bytes.compactMap { String(validating: $0, as: UTF8.self) }
      return texts.count == bytes.count ? texts : nil
    }
  }

  public var features: [String: Feature]

  public init(_ features: [String: Feature]) { self.features = features }

  public subscript(name: String) -> Feature? {
    get { features[name] }
    set { features[name] = newValue }
  }
}
