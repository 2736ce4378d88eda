/// The types of results that are known: an operation on operands of the same types is checked once.
enum ResultTypes {
  /// The operation's number and those of its operands' types, with zeros behind them.
  private struct Key: Hashable {
    var words: SIMD8<Int32>
    static let operandCount = 7

    /// Equal keys have equal ones.
    var place: Int { Int(truncatingIfNeeded: (words &* Self.factors).wrappedSum()) }
    private static var factors: SIMD8<Int32> { SIMD8(29_791, 961, 31, 1, 7, 217, 6_727, 208_537) }

    static func == (a: Key, b: Key) -> Bool { a.words == b.words }
    func hash(into hasher: inout Hasher) { hasher.combine(words) }
  }

  // Guarded by `GraphLock`, as `Node` says.
  @exclusivity(unchecked) private nonisolated(unsafe) static var results = RecentlyUsed<Key, (type: TensorType, code: Int32)>()
  @exclusivity(unchecked) private nonisolated(unsafe) static var codes: [TensorType: Int32] = [:]
  @exclusivity(unchecked) private nonisolated(unsafe) static var nextCode: Int32 = 1

  /// The type of the result, and its number. Called with `GraphLock` held.
  ///
  /// - Parameter code: the operation's number in `StructureCodes`.
  static func result<O: Operation>(
    of operation: O, _ code: Int32, _ operands: borrowing OperandList
  ) throws(Mistake) -> (type: TensorType, code: Int32) {
    if operands.count > Key.operandCount { return (try checked(operation, operands), 0) }
    var key = Key(words: SIMD8(repeating: 0))
    key.words[0] = code
    var place = 1
    operands.forEach {
      key.words[place] = typeCode(of: $0)
      place += 1
    }
    if let known = results.value(of: key, at: key.place) { return known }
    let type = try checked(operation, operands)
    let result = (type: type, code: number(of: type))
    if results.count == StructureCodes.limit { results = RecentlyUsed() }
    results.set(result, for: key, at: key.place)
    return result
  }

  private static func checked<O: Operation>(_ operation: O, _ operands: borrowing OperandList) throws(Mistake) -> TensorType {
    let type = try operation.resultType(of: operands.array.map(\.type))
    if type.byteCount > TensorType.largestByteCount { throw Mistake.tooLarge(type.shape, "no memory has so many bytes") }
    return type
  }

  /// The number of the node's type. Called with `GraphLock` held.
  static func typeCode(of node: Node) -> Int32 {
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
