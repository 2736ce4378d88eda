/// Where the regions of a fractional pooling lie along one axis: pieces of two neighbouring sizes that fill the axis together
/// (B. Graham, "Fractional max-pooling", arXiv 1412.6071, section 2).
struct PoolingRegions {
  /// The first element of each region, and the end of the last one.
  let boundaries: [Int]

  var count: Int { boundaries.count - 1 }

  /// - Parameters:
  ///   - extent: of the axis.
  ///   - ratio: about how many times as many elements there are as regions; from 1 to `extent`.
  ///   - pseudoRandom: whether regions begin at ⌊αi + u⌋, for extent / count = α and one random u below 1, which spreads the two sizes
  ///     evenly. Otherwise the sizes come in random order.
  ///   - seed: determines what is random.
  init(extent: Int, ratio: Double, pseudoRandom: Bool, seed: Int) {
    let count = max(1, Int(Double(extent) / ratio))
    let words = RandomKey.words(seed: seed, count: pseudoRandom ? 1 : count)
    if pseudoRandom {
      let start = Double(words[0] >> 11) * 0x1p-53, alpha = Double(extent) / Double(count)
      boundaries = [0] + (1..<count).map { Int(alpha * Double($0) + start) } + [extent]
    } else {
      let size = extent / count, longerCount = extent - size * count
      let order = words.indices.sorted { words[$0] < words[$1] }
      boundaries = order.reduce(into: [0]) { $0.append($0[$0.count - 1] + size + ($1 < longerCount ? 1 : 0)) }
    }
  }

  /// The elements of each region; the first one of the next region as well if regions overlap.
  func elements(overlapping: Bool) -> [Range<Int>] {
    (0..<count).map { boundaries[$0]..<min(boundaries[count], boundaries[$0 + 1] + (overlapping ? 1 : 0)) }
  }
}
