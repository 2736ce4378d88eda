extension Dataset {
  /// Elements of similar length together: an array is given as soon as so many elements of its bucket have come.
  ///
  ///     let lengths = Dataset([3, 9, 2, 8, 4])
  ///     print(try lengths.bucketedByLength(boundaries: [5], batchSizes: [2, 2]) { $0 }.collected())   // [[3, 2], [9, 8], [4]]
  ///
  /// With `paddedAndCollated(with:)` in a `map` behind it, little is padded.
  ///
  /// - Parameters:
  ///   - boundaries: ascending; bucket *i* takes lengths from boundary *i* − 1 on and below boundary *i*.
  ///   - batchSizes: one for each bucket, one more than boundaries.
  ///   - dropsRemainder: whether elements that do not fill an array at the end are left out. Otherwise they come in the order of the
  ///     buckets.
  public func bucketedByLength(
    boundaries: [Int], batchSizes: [Int], dropsRemainder: Bool = false, length: @escaping @Sendable (Element) throws -> Int
  ) -> Dataset<[Element]> {
    guard batchSizes.count == boundaries.count + 1, batchSizes.allSatisfy({ $0 > 0 }), zip(boundaries, boundaries.dropFirst()).allSatisfy(<)
    else {
      return Dataset<[Element]>(
        failingWith: Mistake.argument(
          function: "bucketedByLength", problem: "boundaries \(boundaries) and batch sizes \(batchSizes)",
          hint: "boundaries ascend, and there is a positive size for each bucket, one more than boundaries"))
    }
    let buckets = Buckets(boundaries: boundaries, sizes: batchSizes, dropsRemainder: dropsRemainder, length: length)
    let epochLength: Length = self.length == .endless ? .endless : .unknown
    return Dataset<[Element]>(
      .streamed(Streamed(length: epochLength) { try BucketReader(self, $0, at: $1, buckets) }),
      "\(description) → bucketedByLength(\(boundaries))")
  }
}

private struct Buckets<Element: Sendable>: Sendable {
  let boundaries: [Int]
  let sizes: [Int]
  let dropsRemainder: Bool
  let length: @Sendable (Element) throws -> Int

  func bucket(of element: Element) throws -> Int {
    let length = try length(element)
    return boundaries.firstIndex { length < $0 } ?? boundaries.count
  }
}

private final class BucketReader<Element: Sendable>: ElementReader {
  private let source: Rereader<Element>
  private let buckets: Buckets<Element>
  private let epoch: Int
  private var waiting: [[(number: Int, element: Element)]]

  init(_ source: Dataset<Element>, _ reading: Reading, at place: Place?, _ buckets: Buckets<Element>) throws {
    _ = try place?.numbers(of: "bucket", atLeast: 0, parts: 1)
    let held: [(number: Int, element: Element)]
    (self.source, held) = try Rereader.restored(source, reading, at: place?.parts[0])
    (self.buckets, epoch) = (buckets, reading.epoch)
    waiting = Array(repeating: [], count: buckets.sizes.count)
    for entry in held { waiting[try buckets.bucket(of: entry.element)].append(entry) }
  }

  func next() throws -> [Element]? {
    while true {
      let number = source.position
      guard let element = try source.next(oldest: waiting.compactMap(\.first?.number).min()) else { break }
      let bucket: Int
      do { bucket = try buckets.bucket(of: element) } catch {
        throw PipelineError.transformation("bucketedByLength", index: number, epoch: epoch, reason: error)
      }
      waiting[bucket].append((number, element))
      if waiting[bucket].count == buckets.sizes[bucket] { return take(bucket) }
    }
    if buckets.dropsRemainder { return nil }
    return waiting.firstIndex { !$0.isEmpty }.map(take)
  }

  private func take(_ bucket: Int) -> [Element] {
    defer { waiting[bucket] = [] }
    return waiting[bucket].map(\.element)
  }

  var place: Place { Place("bucket", [], [source.place(holding: waiting.flatMap { $0.map(\.number) })]) }
}
