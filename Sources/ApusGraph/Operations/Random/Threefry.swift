/// The block function of Threefry-2x32 with 20 rounds: two random words for a key and a counter.
///
/// J. K. Salmon and others, "Parallel random numbers: as easy as 1, 2, 3", SC 2011.
enum Threefry {
  typealias Words = (UInt32, UInt32)

  @inline(__always)
  static func block(key: Words, counter: Words) -> Words {
    let schedule = (key.0, key.1, key.0 ^ key.1 ^ 0x1BD1_1BDA)
    var x = (counter.0 &+ schedule.0, counter.1 &+ schedule.1)
    fourRounds(&x, 13, 15, 26, 6)
    inject(&x, schedule.1, schedule.2, 1)
    fourRounds(&x, 17, 29, 16, 24)
    inject(&x, schedule.2, schedule.0, 2)
    fourRounds(&x, 13, 15, 26, 6)
    inject(&x, schedule.0, schedule.1, 3)
    fourRounds(&x, 17, 29, 16, 24)
    inject(&x, schedule.1, schedule.2, 4)
    fourRounds(&x, 13, 15, 26, 6)
    inject(&x, schedule.2, schedule.0, 5)
    return x
  }

  @inline(__always)
  private static func fourRounds(_ x: inout Words, _ a: UInt32, _ b: UInt32, _ c: UInt32, _ d: UInt32) {
    round(&x, a)
    round(&x, b)
    round(&x, c)
    round(&x, d)
  }

  @inline(__always)
  private static func round(_ x: inout Words, _ rotation: UInt32) {
    x.0 = x.0 &+ x.1
    x.1 = (x.1 &<< rotation | x.1 &>> (32 - rotation)) ^ x.0
  }

  @inline(__always)
  private static func inject(_ x: inout Words, _ a: UInt32, _ b: UInt32, _ number: UInt32) {
    x.0 = x.0 &+ a
    x.1 = x.1 &+ b &+ number
  }
}
