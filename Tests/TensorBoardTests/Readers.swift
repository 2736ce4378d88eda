import CZlib
import WireFormats

/// Reads the images that a test has made: one `IDAT` chunk, no filters.
enum PNGReader {
  enum Problem: Error { case format, checksum }

  static func pixels(of png: [UInt8]) throws -> [UInt8] {
    guard png.prefix(8) == [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A] else { throw Problem.format }
    var chunks: [String: [UInt8]] = [:]
    var rest = png[8...]
    while !rest.isEmpty {
      let count = number(rest.prefix(4))
      let checked = rest.dropFirst(4).prefix(4 + count)
      let checksum = Array(checked).withUnsafeBufferPointer { crc32(0, $0.baseAddress, uInt($0.count)) }
      guard number(rest.dropFirst(8 + count).prefix(4)) == Int(checksum) else { throw Problem.checksum }
      chunks[String(decoding: checked.prefix(4), as: UTF8.self)] = Array(checked.dropFirst(4))
      rest = rest.dropFirst(12 + count)
    }
    guard let header = chunks["IHDR"], let data = chunks["IDAT"], chunks["IEND"] == [] else { throw Problem.format }
    let (width, height) = (number(header[0..<4]), number(header[4..<8]))
    let channels = [0: 1, 2: 3, 6: 4][header[9]] ?? 0
    var rows = [UInt8](repeating: 1, count: height * (width * channels + 1))
    var count = uLong(rows.count)
    guard uncompress(&rows, &count, data, uLong(data.count)) == Z_OK, count == rows.count else { throw Problem.format }
    return stride(from: 0, to: rows.count, by: width * channels + 1).flatMap { rows[$0 + 1..<$0 + 1 + width * channels] }
  }

  private static func number(_ bytes: ArraySlice<UInt8>) -> Int { bytes.reduce(0) { $0 << 8 | Int($1) } }
}

/// Reads the names and operands of the nodes of a `GraphDef`.
enum GraphReader {
  static func nodes(of graph: [UInt8]) throws -> [(name: String, operands: [String])] {
    var reader = ProtobufReader(graph[...])
    var nodes: [(name: String, operands: [String])] = []
    while let field = try reader.next() {
      guard field.number == 1 else { continue }
      var node = try field.message()
      var (name, operands) = ("", [String]())
      while let field = try node.next() {
        if field.number == 1 { name = try field.string() }
        if field.number == 3 { operands.append(try field.string()) }
      }
      nodes.append((name, operands))
    }
    return nodes
  }
}
