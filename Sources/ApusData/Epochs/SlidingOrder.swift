extension Shuffling {
  /// `0..<count` in the order in which a buffer of `bufferSize` elements gives them that is refilled in their order; with room for all of
  /// them `order(count:seed:epoch:)`.
  public static func order(count: Int, bufferSize: Int, seed: UInt64, epoch: Int) -> [Int] {
    guard bufferSize < count else { return order(count: count, seed: seed, epoch: epoch) }
    var generator = SplitMix64(seed: seed, epoch: epoch)
    var buffer = Array(0..<max(1, bufferSize))
    var order: [Int] = []
    order.reserveCapacity(count)
    for number in buffer.count..<count {
      let slot = generator.next(upTo: buffer.count - 1)
      order.append(buffer[slot])
      buffer[slot] = number
    }
    while !buffer.isEmpty { order.append(buffer.swapRemove(at: generator.next(upTo: buffer.count - 1))) }
    return order
  }
}

extension Array {
  /// Takes an element out and puts the last one in its place.
  mutating func swapRemove(at index: Int) -> Element {
    swapAt(index, count - 1)
    return removeLast()
  }
}
