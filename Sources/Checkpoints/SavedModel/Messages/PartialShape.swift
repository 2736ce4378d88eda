import WireFormats

/// `TensorShapeProto`: a shape of which some extents, or all and their number, may be unknown.
struct PartialShape: TensorFlowMessage, Hashable {
  /// The extents, `nil` for one that may be any number; `nil` as a whole for an unknown rank.
  var extents: [Int?]?

  init(_ extents: [Int?]?) { self.extents = extents }

  init(_ message: ProtobufReader) throws(WireProblem) {
    var reader = message
    var extents: [Int?] = [], isUnknown = false
    while let field = try reader.next() {
      if field.number == 2 { extents.append(try Self.extent(field.message())) }
      if field.number == 3 { isUnknown = try field.integer() != 0 }
    }
    self.extents = isUnknown ? nil : extents
  }

  private static func extent(_ message: ProtobufReader) throws(WireProblem) -> Int? {
    var reader = message
    var extent = 0
    while let field = try reader.next() { if field.number == 1 { extent = Int(try field.integer()) } }
    return extent < 0 ? nil : extent
  }

  func write(to message: inout ProtobufWriter) {
    guard let extents else { return message.integer(3, 1) }
    for extent in extents { message.message(2) { $0.nonzero(1, Int64(extent ?? -1)) } }
  }

  /// The extents if all are known.
  var dimensions: [Int]? {
    guard let extents else { return nil }
    let known = extents.compactMap { $0 }
    return known.count == extents.count ? known : nil
  }

  /// Whether a tensor of this shape may stand here.
  func admits(_ dimensions: [Int]) -> Bool {
    guard let extents else { return true }
    return extents.count == dimensions.count && zip(extents, dimensions).allSatisfy { $0 == nil || $0 == $1 }
  }
}

extension PartialShape: CustomStringConvertible {
  /// As `[?, 28, 28, 1]`.
  var description: String {
    guard let extents else { return "any shape" }
    return "[" + extents.map { $0.map(String.init) ?? "?" }.joined(separator: ", ") + "]"
  }
}
