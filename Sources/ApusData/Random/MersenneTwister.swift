/// 32 random bits at a time, with a period of 2^19937 − 1 (Matsumoto and Nishimura, "Mersenne Twister", 1998).
struct MersenneTwister: Sendable {
  private static let count = 624
  private var state: [UInt32]
  private var position = count

  /// Knuth's generator fills the state.
  init(seed: UInt32) {
    state = [seed]
    state.reserveCapacity(Self.count)
    for index in 1..<Self.count {
      let previous = state[index - 1]
      state.append(1_812_433_253 &* (previous ^ (previous >> 30)) &+ UInt32(index))
    }
  }

  /// The words of a longer seed, at least one, are mixed into the state, each in turn.
  init(seeds: [UInt32]) {
    self.init(seed: 19_650_218)
    var place = 1, word = 0
    for _ in 0..<max(Self.count, seeds.count) {
      mix(1_664_525, into: place, adding: seeds[word] &+ UInt32(truncatingIfNeeded: word))
      place = next(place)
      word = (word + 1) % seeds.count
    }
    for _ in 1..<Self.count {
      mix(1_566_083_941, into: place, adding: 0 &- UInt32(place))
      place = next(place)
    }
    state[0] = 0x8000_0000
  }

  mutating func next() -> UInt32 {
    if position == Self.count { twist() }
    var word = state[position]
    position += 1
    word ^= word >> 11
    word ^= (word << 7) & 0x9D2C_5680
    word ^= (word << 15) & 0xEFC6_0000
    return word ^ (word >> 18)
  }

  private mutating func twist() {
    for index in 0..<Self.count {
      let joined = (state[index] & 0x8000_0000) | (state[(index + 1) % Self.count] & 0x7FFF_FFFF)
      state[index] = state[(index + 397) % Self.count] ^ (joined >> 1) ^ (joined & 1 == 0 ? 0 : 0x9908_B0DF)
    }
    position = 0
  }

  private mutating func mix(_ factor: UInt32, into place: Int, adding term: UInt32) {
    let previous = state[place - 1]
    state[place] = (state[place] ^ ((previous ^ (previous >> 30)) &* factor)) &+ term
  }

  /// The next place from 1 on; at the end the last word is carried to the front.
  private mutating func next(_ place: Int) -> Int {
    guard place == Self.count - 1 else { return place + 1 }
    state[0] = state[Self.count - 1]
    return 1
  }
}
