/// Numbers that every competitor can make for itself, equal to the last bit: splitmix64 with a counter.
///
/// Stream 0 makes the inputs, stream 1 the labels or the noise, stream 2 + k the k-th weight.
enum Uniform {
  /// The `index`-th number of a stream, in [0, 1), with 24 random bits.
  static func number(_ stream: UInt64, _ index: Int) -> Double {
    var bits = ((stream << 32) &+ UInt64(index) &+ 1) &* 0x9E37_79B9_7F4A_7C15
    bits = (bits ^ (bits >> 30)) &* 0xBF58_476D_1CE4_E5B9
    bits = (bits ^ (bits >> 27)) &* 0x94D0_49BB_1331_11EB
    bits ^= bits >> 31
    return Double(bits >> 40) / 16_777_216
  }

  static func numbers(_ stream: UInt64, count: Int) -> [Double] { (0..<count).map { number(stream, $0) } }
}
