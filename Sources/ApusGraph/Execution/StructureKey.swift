/// The structure of a graph as words: operations, operands, the types of inputs, outputs. Two graphs have equal keys exactly if
/// they differ in nothing but the values of inputs and constants.
struct StructureKey: Hashable {
  /// Half as wide as what they say, which is mostly small: keys of small graphs stay blocks that malloc has at hand.
  private let words: [Int32]
  /// Equal keys have equal ones.
  let digest: UInt

  /// That of nothing.
  init() { (words, digest) = ([], 0) }

  init(_ words: borrowing StructureWords) { (self.words, digest) = words.withWords { (Array($0), Self.digest(of: $0)) } }

  /// Where `RecentlyUsed` may find it.
  var place: Int { Int(truncatingIfNeeded: digest) }

  private static func digest(of words: UnsafeBufferPointer<Int32>) -> UInt {
    var mixed: UInt = 0x9E37_79B9_7F4A_7C15
    func mix(_ word: UInt) {
      mixed = (mixed ^ word) &* 0x9FB2_1C65_1E98_DF25
      mixed ^= mixed >> 32
    }
    func bits(at index: Int) -> UInt { UInt(UInt32(bitPattern: words[index])) }
    for index in stride(from: 0, to: words.count - 1, by: 2) { mix(bits(at: index) << 32 | bits(at: index + 1)) }
    if words.count % 2 == 1 { mix(bits(at: words.count - 1)) }
    return mixed
  }

  /// The operands of each instruction, of which a constant has none, and the outputs.
  var references: (operands: [[Program.Reference]], outputs: [Program.Reference]) {
    var operands: [[Program.Reference]] = [], place = 0
    func next() -> Int {
      defer { place += 1 }
      if words[place] != .min { return Int(words[place]) }
      place += 2
      return Int(words[place]) << 32 | Int(UInt32(bitPattern: words[place - 1]))
    }
    func references(_ count: Int) -> [Program.Reference] { (0..<count).map { _ in Program.Reference(word: next()) } }
    while true {
      switch StructureWords.Mark(next()) {
      case .outputs: return (operands, references(next()))
      case .input: skipType()
      case .constant:
        skipType()
        operands.append([])
      case .operation(let count): operands.append(references(count ?? next()))
      }
    }
    func skipType() {
      let rank = next() >> 8
      for _ in 0...rank { _ = next() }
    }
  }

  static func == (a: StructureKey, b: StructureKey) -> Bool { a.digest == b.digest && a.words == b.words }
  func hash(into hasher: inout Hasher) { hasher.combine(digest) }
}
