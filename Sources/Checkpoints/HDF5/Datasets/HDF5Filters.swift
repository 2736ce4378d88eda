import Archives

/// What was done to each chunk of a dataset when it was written, in order.
struct HDF5Filters {
  enum Filter: Int {
    case deflate = 1
    /// The first bytes of all elements, then the second ones, and so on.
    case shuffle = 2
    case fletcher32 = 3
  }

  private var filters: [Filter] = []

  init() {}

  init(_ start: HDF5Cursor, path: String) throws(HDF5Problem) {
    var cursor = start
    let version = try cursor.byte(), count = try cursor.byte()
    guard version == 1 || version == 2 else { throw cursor.malformed("filters of a version that is not known") }
    if version == 1 { try cursor.skip(6) }
    for _ in 0..<count {
      let number = try cursor.short()
      let nameCount = version == 1 || number >= 256 ? try cursor.short() : 0
      try cursor.skip(2)
      let valueCount = try cursor.short()
      let name = try cursor.text(version == 1 ? (nameCount + 7) / 8 * 8 : nameCount)
      try cursor.skip(4 * (version == 1 ? (valueCount + 1) / 2 * 2 : valueCount))
      guard let filter = Filter(rawValue: number) else {
        throw .unsupported(object: path, "elements packed by the filter \(number) \(name)")
      }
      filters.append(filter)
    }
  }

  /// Undoes the filters.
  ///
  /// - Parameters:
  ///   - skipped: a bit for each filter that was left out for this chunk.
  ///   - byteCount: what the chunk has without filters.
  /// - Returns: why not, where that fails.
  func undone(
    _ chunk: UnsafeRawBufferPointer, skipped: Int, elementWidth: Int, byteCount: Int
  ) -> Result<[UInt8], Problem> {
    let applied = filters.enumerated().filter { skipped >> $0.offset & 1 == 0 }.map(\.element)
    // What each filter was given: the checksum adds four bytes, and what deflate makes is as long as it is.
    var inputs: [Int?] = []
    for filter in applied {
      let input = inputs.isEmpty ? byteCount : Self.output(of: applied[inputs.count - 1], inputs[inputs.count - 1])
      inputs.append(input)
      if filter == .deflate && input == nil { return .failure(Problem("packed twice")) }
    }
    var bytes = Array(chunk)
    for (filter, input) in zip(applied, inputs).reversed() {
      switch filter {
      case .shuffle: bytes = Self.unshuffled(bytes, width: elementWidth)
      case .fletcher32:
        guard let unchecked = Self.checked(bytes) else { return .failure(Problem("bytes that do not fit their checksum")) }
        bytes = unchecked
      case .deflate:
        do { bytes = try bytes.withUnsafeBytes { try Inflater.unpack($0, .zlib, byteCount: input ?? 0) } } catch {
          return .failure(Problem("\(error)"))
        }
      }
    }
    guard bytes.count == byteCount else { return .failure(Problem("a chunk of \(bytes.count) bytes instead of \(byteCount)")) }
    return .success(bytes)
  }

  struct Problem: Error {
    let text: String

    init(_ text: String) { self.text = text }
  }

  private static func output(of filter: Filter, _ input: Int?) -> Int? {
    switch filter {
    case .shuffle: input
    case .fletcher32: input.map { $0 + 4 }
    case .deflate: nil
    }
  }

  private static func unshuffled(_ bytes: [UInt8], width: Int) -> [UInt8] {
    let count = bytes.count / width
    guard width > 1, count > 1 else { return bytes }
    // What does not fill an element stays behind the others.
    var result = bytes
    for index in 0..<count {
      for place in 0..<width { result[index * width + place] = bytes[place * count + index] }
    }
    return result
  }

  /// The bytes without the four of their Fletcher checksum, `nil` where they do not fit it.
  private static func checked(_ bytes: [UInt8]) -> [UInt8]? {
    guard bytes.count >= 4 else { return nil }
    let content = bytes.dropLast(4)
    let stored = bytes.suffix(4).reversed().reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
    func folded(_ sum: UInt32) -> UInt32 { sum & 0xFFFF + sum >> 16 }
    var first: UInt32 = 0, second: UInt32 = 0
    var place = 0
    while place < content.count {
      // Words of two bytes, highest first; a last one alone is the upper half of a word. Both sums are kept to 16 bits with end-around
      // carry.
      let low = place + 1 < content.count ? UInt32(content[place + 1]) : 0
      first = folded(first + (UInt32(content[place]) << 8 | low))
      second = folded(second + first)
      place += 2
    }
    return folded(second) << 16 | folded(first) == stored ? Array(content) : nil
  }
}
