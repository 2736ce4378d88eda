/// The text of modules for any number of examples.
///
/// A type that grows with the number has a name that says how, `!t_b2_28_f32` for an array of twice the number by 28, and the
/// name's definition stands before the module: `!t_b2_28_f32 = tensor<?x28xf32>`. To readers that infer shapes the text is a module
/// with unknown extents. A plugin infers none: for it the definitions are replaced by those for one number.
package enum SymbolicText {
  private static let prefix = "!t_"

  /// The name of a type with negative extents.
  static func name(of type: TensorType) -> String {
    prefix + (type.shape.map { $0 < 0 ? "b\(-$0)" : "\($0)" } + [type.dtype.stableHLO]).joined(separator: "_")
  }

  /// `module` with the definitions of its names before it.
  static func defined(_ module: String) -> String {
    var names: Set<Substring> = []
    for piece in module.split(whereSeparator: { ",:() \n>{}".contains($0) }) where piece.hasPrefix(prefix) { names.insert(piece) }
    return names.sorted().map { "\($0) = \(definition(of: $0, batchSize: nil) ?? "")\n" }.joined() + module
  }

  /// The module for one number of examples; a text without names stays what it is.
  package static func specialized(_ text: String, batchSize: Int) -> String {
    var rest = Substring(text)
    var definitions = ""
    while rest.hasPrefix(prefix), let end = rest.firstIndex(of: "\n") {
      let line = rest[..<end]
      let name = line.prefix { $0 != " " }
      definitions += (definition(of: name, batchSize: batchSize).map { "\(name) = \($0)" } ?? String(line)) + "\n"
      rest = rest[rest.index(after: end)...]
    }
    return definitions + rest
  }

  /// The type of this name; `nil` if it is no such name.
  private static func definition(of name: Substring, batchSize: Int?) -> String? {
    let parts = name.dropFirst(prefix.count).split(separator: "_")
    guard let dtype = parts.last else { return nil }
    var extents = ""
    for part in parts.dropLast() {
      guard part.hasPrefix("b") else {
        extents += "\(part)x"
        continue
      }
      guard let factor = Int(part.dropFirst()) else { return nil }
      let (extent, overflow) = factor.multipliedReportingOverflow(by: batchSize ?? 0)
      if overflow { return nil }
      extents += batchSize == nil ? "?x" : "\(extent)x"
    }
    return "tensor<\(extents)\(dtype)>"
  }
}
