/// A mistake together with where it was made: the error that a poisoned tensor carries until somebody reads it.
public struct Diagnosis: Error, Sendable, Hashable {
  public let mistake: Mistake
  /// The user's line, if the backtrace named one.
  public let site: SourceLocation?
  /// The path of the layer whose parameter took part, such as `encoder.blocks[3].mlp.up`.
  public let layer: String?
  /// The layer that made the other operand, and its shape.
  public let producer: String?

  public init(_ mistake: Mistake, site: SourceLocation? = nil, layer: String? = nil, producer: String? = nil) {
    self.mistake = mistake
    self.site = site
    self.layer = layer
    self.producer = producer
  }
}

extension Diagnosis: CustomStringConvertible {
  /// Several lines, for example
  ///
  ///     Apus: the shapes of a matrix product do not fit
  ///       at    Model.swift:14   in Encoder.callAsFunction(_:)
  ///       layer encoder.up
  ///       left  [32, 255]               the last axis has 255 elements
  ///       right [256, 1024]             the first axis has 256
  public var description: String {
    var lines: [(String, String)] = []
    if let site { lines.append(("at", site.description)) }
    if let layer { lines.append(("layer", layer)) }
    lines += mistake.details.map { ($0.label, $0.text) }
    if let producer { lines.append(("hint", "the input of this layer comes from \(producer)")) }
    if let hint = mistake.hint { lines.append(("hint", hint)) }
    return (["Apus: \(mistake.title)"] + lines.map { "  " + $0.padding(to: 6) + $1 }).joined(separator: "\n")
  }

  /// Ends the process with the diagnosis as its message: only the readers that cannot throw (`scalars`, `description`) come here.
  public static func trap(_ error: any Error) -> Never { fatalError("\n\(error)") }
}
