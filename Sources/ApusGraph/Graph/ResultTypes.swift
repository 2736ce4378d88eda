/// The types of results that are known: an operation on operands of the same types is checked once.
enum ResultTypes {
  private struct Key: Hashable {
    let operation: Int32
    let operands: (Int32, Int32, Int32)

    /// Equal keys have equal ones.
    var place: Int { Int(truncatingIfNeeded: ((operation &* 31 &+ operands.0) &* 31 &+ operands.1) &* 31 &+ operands.2) }

    static func == (a: Key, b: Key) -> Bool { a.operation == b.operation && a.operands == b.operands }
    func hash(into hasher: inout Hasher) {
      hasher.combine(UInt64(truncatingIfNeeded: operation) << 32 | UInt64(UInt32(bitPattern: operands.0)))
      hasher.combine(UInt64(truncatingIfNeeded: operands.1) << 32 | UInt64(UInt32(bitPattern: operands.2)))
    }
  }

  // Guarded by `GraphLock`, as `Node` says.
  @exclusivity(unchecked) private nonisolated(unsafe) static var results = RecentlyUsed<Key, (type: TensorType, code: Int32)>()
  @exclusivity(unchecked) private nonisolated(unsafe) static var codes: [TensorType: Int32] = [:]
  @exclusivity(unchecked) private nonisolated(unsafe) static var nextCode: Int32 = 1

  /// The type of the result, and its number. Called with `GraphLock` held.
  ///
  /// - Parameter code: the operation's number in `StructureCodes`.
  static func result<O: Operation>(of operation: O, _ code: Int32, _ operands: [Node]) throws(Mistake) -> (type: TensorType, code: Int32) {
    if operands.count > 3 { return (try checked(operation, operands), 0) }
    let key = Key(
      operation: code,
      operands: (
        operands.isEmpty ? 0 : typeCode(of: operands[0]), operands.count < 2 ? 0 : typeCode(of: operands[1]),
        operands.count < 3 ? 0 : typeCode(of: operands[2])
      ))
    if let known = results.value(of: key, at: key.place) { return known }
    let type = try checked(operation, operands)
    let result = (type: type, code: number(of: type))
    if results.count == StructureCodes.limit { results = RecentlyUsed() }
    results.set(result, for: key, at: key.place)
    return result
  }

  private static func checked<O: Operation>(_ operation: O, _ operands: [Node]) throws(Mistake) -> TensorType {
    let type = try operation.resultType(of: operands.map(\.type))
    if type.byteCount > TensorType.largestByteCount { throw Mistake.tooLarge(type.shape, "no memory has so many bytes") }
    return type
  }

  private static func typeCode(of node: Node) -> Int32 {
    if node.typeCode == 0 { node.typeCode = number(of: node.type) }
    return node.typeCode
  }

  private static func number(of type: TensorType) -> Int32 {
    if let known = codes[type] { return known }
    if codes.count == StructureCodes.limit { codes = [:] }
    defer { nextCode += 1 }
    codes[type] = nextCode
    return nextCode
  }
}
