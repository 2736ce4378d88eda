/// The text of a module for any number of examples.
///
/// A type that grows with the number has a name that says how, `!t_b2_28_f32` for an array of twice the number by 28, and the
/// name's definition stands before the module: `!t_b2_28_f32 = tensor<?x28xf32>`. To readers that infer shapes the text is a module
/// with unknown extents. A plugin infers none: for it the definitions are replaced by those for one number.
package struct SymbolicText {
  private let definitions: [Substring]
  private let body: Substring
  private let parameters: [TensorType]
  private let results: [TensorType]

  private static let prefix = "!t_"

  /// - Returns: `nil` for code that is no such text.
  package init?(_ code: [UInt8]) {
    guard let text = String(validating: code, as: UTF8.self) else { return nil }
    var rest = Substring(text), definitions: [Substring] = []
    while rest.hasPrefix(Self.prefix), let end = rest.firstIndex(of: "\n") {
      definitions.append(rest[..<end].prefix { $0 != " " })
      rest = rest[rest.index(after: end)...]
    }
    guard !definitions.isEmpty, let start = rest.range(of: "@main("), let middle = rest[start.upperBound...].range(of: ") -> ("),
      let end = rest[middle.upperBound...].range(of: ") {\n")
    else { return nil }
    let parameters = rest[start.upperBound..<middle.lowerBound].split(separator: ", ").map { $0.drop { $0 != " " }.dropFirst() }
    let results = rest[middle.upperBound..<end.lowerBound].split(separator: ", ")
    let types = (parameters + results).compactMap(Self.type)
    guard types.count == parameters.count + results.count, definitions.allSatisfy({ Self.type($0) != nil }) else { return nil }
    (self.definitions, body) = (definitions, rest)
    (self.parameters, self.results) = (Array(types.prefix(parameters.count)), Array(types.suffix(results.count)))
  }

  /// The module for arguments of these types, and the types of its results; `nil` where they do not fit.
  package func module(for types: [TensorType]) -> (code: [UInt8], outputs: [TensorType])? {
    guard types.count == parameters.count else { return nil }
    var batchSize: Int?
    for (type, parameter) in zip(types, parameters) {
      guard type.dtype == parameter.dtype, type.rank == parameter.rank else { return nil }
      for (extent, wanted) in zip(type.shape, parameter.shape) {
        if wanted >= 0, extent != wanted { return nil }
        if wanted < 0 {
          guard extent % -wanted == 0, batchSize == nil || extent / -wanted == batchSize else { return nil }
          batchSize = extent / -wanted
        }
      }
    }
    guard let batchSize else { return nil }
    let outputs = results.compactMap { Self.sized($0, batchSize) }
    let sizes = definitions.compactMap { name in Self.type(name).flatMap { Self.sized($0, batchSize) } }
    guard outputs.count == results.count, sizes.count == definitions.count else { return nil }
    let head = zip(definitions, sizes).map { "\($0) = \($1.stableHLO)\n" }.joined()
    return (Array((head + body).utf8), outputs)
  }

  /// The type for a number of examples; `nil` if it would be larger than any memory.
  private static func sized(_ type: TensorType, _ batchSize: Int) -> TensorType? {
    guard batchSize <= TensorType.largestByteCount else { return nil }
    let extents = type.shape.map { $0 < 0 ? (-$0).multipliedReportingOverflow(by: batchSize) : (partialValue: $0, overflow: false) }
    let sized = TensorType(type.dtype, TensorShape(extents.map(\.partialValue)))
    return extents.contains(where: \.overflow) || sized.byteCount > TensorType.largestByteCount ? nil : sized
  }

  /// The name of a type with negative extents.
  static func name(of type: TensorType) -> String {
    prefix + (type.shape.map { $0 < 0 ? "b\(-$0)" : "\($0)" } + [type.dtype.stableHLO]).joined(separator: "_")
  }

  /// `module` with the definitions of its names before it.
  static func defining(_ module: String) -> String {
    var names: Set<Substring> = []
    for piece in module.split(whereSeparator: { ",:() \n>{}".contains($0) }) where piece.hasPrefix(prefix) { names.insert(piece) }
    return names.sorted().map { name in
      let extents = type(name)?.shape.map { $0 < 0 ? "?x" : "\($0)x" }.joined() ?? ""
      return "\(name) = tensor<\(extents)\(type(name)?.dtype.stableHLO ?? "")>\n"
    }.joined() + module
  }

  /// The type of this name, or of `tensor<2x3xf32>`.
  private static func type(_ text: Substring) -> TensorType? {
    let isNamed = text.hasPrefix(prefix)
    guard isNamed || text.hasPrefix("tensor<") && text.hasSuffix(">") else { return nil }
    let parts =
      isNamed ? text.dropFirst(prefix.count).split(separator: "_") : text.dropFirst("tensor<".count).dropLast().split(separator: "x")
    guard let dtype = DType.allCases.first(where: { $0.stableHLO == parts.last ?? "" }) else { return nil }
    var extents: [Int] = []
    for part in parts.dropLast() {
      guard let extent = Int(part.drop { $0 == "b" }), extent.isExtent, !part.hasPrefix("b") || extent > 0, !part.hasPrefix("-") else {
        return nil
      }
      extents.append(part.hasPrefix("b") ? -extent : extent)
    }
    return TensorType(dtype, TensorShape(extents))
  }
}
