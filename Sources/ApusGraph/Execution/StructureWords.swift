/// What becomes a `StructureKey`, word by word.
///
/// The words lie in memory that the next ones use again: a step writes a hundred of them, and an array would ask before each whether
/// somebody else has it. Made and freed with `GraphLock` held.
struct StructureWords: ~Copyable {
  private var base: UnsafeMutablePointer<Int32>
  private var capacity: Int
  private var count = 0
  @exclusivity(unchecked) private nonisolated(unsafe) static var spare: (base: UnsafeMutablePointer<Int32>, capacity: Int)?

  init() {
    (base, capacity) = Self.spare ?? (.allocate(capacity: 256), 256)
    Self.spare = nil
  }

  deinit {
    Self.spare?.base.deallocate()
    Self.spare = (base, capacity)
  }

  func withWords<R>(_ body: (UnsafeBufferPointer<Int32>) -> R) -> R { body(UnsafeBufferPointer(start: base, count: count)) }

  /// What the first word of a part says.
  enum Mark {
    case input, constant, outputs
    /// `nil` if the next word says how many operands there are.
    case operation(operandCount: Int?)

    init(_ word: Int) {
      switch word {
      case -1: self = .input
      case -2: self = .constant
      case -3: self = .outputs
      default: self = .operation(operandCount: word & 255 < 255 ? word & 255 : nil)
      }
    }
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

  @inline(__always)
  mutating func append(_ word: Int) {
    if let short = Int32(exactly: word), short != .min {
      push(short)
    } else {
      for part in [.min, Int32(truncatingIfNeeded: word), Int32(truncatingIfNeeded: word >> 32)] { push(part) }
    }
  }

  @inline(__always)
  private mutating func push(_ word: Int32) {
    if count == capacity { grow() }
    base[count] = word
    count += 1
  }

  private mutating func grow() {
    let larger = UnsafeMutablePointer<Int32>.allocate(capacity: 2 * capacity)
    larger.moveInitialize(from: base, count: count)
    base.deallocate()
    (base, capacity) = (larger, 2 * capacity)
  }
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
