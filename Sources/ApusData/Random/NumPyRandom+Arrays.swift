extension NumPyRandom {
  /// `np.random.rand(count)`: from 0 up to, and without, 1. A count below 1 gives none, here and in all that follow.
  public mutating func rand(_ count: Int) -> [Double] { array(count) { $0.uniform() } }

  /// `np.random.uniform(low, high, count)`.
  public mutating func uniform(from low: Double, to high: Double, count: Int) -> [Double] {
    array(count) { low + (high - low) * $0.uniform() }
  }

  /// `np.random.standard_normal(count)`, which `np.random.randn(count)` is too.
  public mutating func standardNormal(count: Int) -> [Double] { array(count) { $0.standardNormal() } }

  /// `np.random.normal(mean, standardDeviation, count)`.
  public mutating func normal(mean: Double, standardDeviation: Double, count: Int) -> [Double] {
    array(count) { mean + standardDeviation * $0.standardNormal() }
  }

  /// `np.random.randint(range.lowerBound, range.upperBound, count)`, of numbers with 64 bits. An empty range gives none.
  public mutating func randint(_ range: Range<Int>, count: Int) -> [Int] {
    guard !range.isEmpty else { return [] }
    // The distance of the two ends may exceed the largest Int.
    let limit = UInt64(bitPattern: Int64(range.upperBound) &- Int64(range.lowerBound)) &- 1
    return array(count) { random in range.lowerBound &+ Int(truncatingIfNeeded: random.integer(upTo: limit)) }
  }

  /// `np.random.shuffle(elements)` of a list or of an array with one axis.
  public mutating func shuffle<Element>(_ elements: inout [Element]) {
    for last in elements.indices.dropFirst().reversed() { elements.swapAt(last, Int(integer(upTo: UInt64(last)))) }
  }

  /// `np.random.permutation(count)`: `0..<count` in another order.
  public mutating func permutation(_ count: Int) -> [Int] {
    var order = Array(0..<max(0, count))
    shuffle(&order)
    return order
  }

  private mutating func array<Element>(_ count: Int, _ element: (inout Self) -> Element) -> [Element] {
    var elements: [Element] = []
    elements.reserveCapacity(max(0, count))
    while elements.count < count { elements.append(element(&self)) }
    return elements
  }
}
