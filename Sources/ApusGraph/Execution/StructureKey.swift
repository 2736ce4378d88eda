/// The structure of a graph as words: operations, operands, the types of inputs, outputs. Two graphs have equal keys exactly if
/// they differ in nothing but the values of inputs and constants.
struct StructureKey: Hashable {
  /// Half as wide as what they say, which is mostly small: keys of small graphs stay blocks that malloc has at hand.
  private var words: [Int32] = []
  private var mixed: UInt = 0x9E37_79B9_7F4A_7C15

  /// Equal keys have equal ones.
  var digest: UInt { mixed }

  /// How many words it has.
  var count: Int { words.count }

  mutating func reserveCapacity(_ count: Int) { words.reserveCapacity(count) }

  mutating func append(_ word: Int) {
    if let short = Int32(exactly: word), short != .min {
      words.append(short)
    } else {
      words += [.min, Int32(truncatingIfNeeded: word), Int32(truncatingIfNeeded: word >> 32)]
    }
    mixed = (mixed ^ UInt(bitPattern: word)) &* 0x9FB2_1C65_1E98_DF25
    mixed ^= mixed >> 32
  }

  mutating func appendInput(_ type: TensorType, device: DeviceID) {
    append(-1)
    append(type, device.word)
  }

  mutating func appendConstant(_ type: TensorType) {
    append(-2)
    append(type, 0)
  }

  /// The words of as many operands follow.
  mutating func appendOperation(_ code: Int32, operandCount count: Int) {
    append(Int(code) << 8 | min(count, 255))
    if count >= 255 { append(count) }
  }

  /// The words of as many results follow.
  mutating func appendOutputs(count: Int) {
    append(-3)
    append(count)
  }

  private mutating func append(_ type: TensorType, _ extra: Int) {
    append(Int(type.dtype.rawValue) | type.rank << 8)
    append(extra)
    for dimension in type.shape.dimensions { append(dimension) }
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
      let word = next()
      switch word {
      case -3: return (operands, references(next()))
      case -2, -1:
        let rank = next() >> 8
        for _ in 0...rank { _ = next() }
        if word == -2 { operands.append([]) }
      default:
        let count = word & 255
        operands.append(references(count < 255 ? count : next()))
      }
    }
  }

  static func == (a: StructureKey, b: StructureKey) -> Bool { a.mixed == b.mixed && a.words == b.words }
  func hash(into hasher: inout Hasher) { hasher.combine(mixed) }
}

extension DeviceID {
  /// Different devices have different ones.
  var word: Int { ordinal << 8 | platform.hashCode }
}

extension DeviceID.Platform {
  fileprivate var hashCode: Int {
    switch self {
    case .cpu: 0
    case .gpu: 1
    case .tpu: 2
    }
  }
}
