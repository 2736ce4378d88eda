import Synchronization

extension Dataset {
  /// The elements in a random order, another one in each epoch.
  ///
  ///     print(try Dataset(0..<5).shuffled(seed: 7).collected())           // [0, 3, 4, 2, 1]
  ///     print(try Dataset(0..<5).shuffled(seed: 7).collected(epoch: 1))   // [1, 0, 3, 4, 2]
  ///
  /// Elements that have numbers are not held: their numbers are shuffled, and an element is made when its turn comes. Others wait in a
  /// buffer, whose place in a saved state is a number for each; going on reads them again.
  ///
  /// - Parameters:
  ///   - bufferSize: each element is drawn from so many, the next ones of the source, as TensorFlow does it; `nil` draws from all.
  ///   - seed: decides the order, together with the number of the epoch.
  ///   - reshufflesEachEpoch: whether each epoch has an order of its own.
  public func shuffled(bufferSize: Int? = nil, seed: UInt64, reshufflesEachEpoch: Bool = true) -> Dataset {
    let description = "\(description) → shuffled(\(bufferSize.map { "bufferSize: \($0), " } ?? "")seed: \(seed))"
    if let bufferSize, bufferSize < 1 {
      return Dataset(
        failingWith: Mistake.argument(
          function: "shuffled(bufferSize:seed:)", problem: "a buffer of \(bufferSize) elements cannot be shuffled",
          hint: "1 keeps the order, `nil` takes all"))
    }
    let bufferSize = bufferSize ?? .max
    guard case .indexed(let all) = form, case .finite(let count) = all.length else {
      return Dataset(
        .streamed(
          Streamed(length: length) { reading, place in
            let epoch = reshufflesEachEpoch ? reading.epoch : 0
            return try ShuffleReader(self, reading, at: place, bufferSize: bufferSize, seed: seed, epoch: epoch)
          }), description)
    }
    let orders = Orders { Shuffling.order(count: count, bufferSize: bufferSize, seed: seed, epoch: $0) }
    return Dataset(.indexed(all.reordered { orders[reshufflesEachEpoch ? $0 : 0] }), description)
  }
}

/// The orders of the epochs that were asked for last.
private final class Orders: Sendable {
  private let make: @Sendable (_ epoch: Int) -> [Int]
  private let known = Mutex<[(epoch: Int, order: [Int])]>([])

  init(_ make: @escaping @Sendable (_ epoch: Int) -> [Int]) { self.make = make }

  subscript(epoch: Int) -> [Int] {
    known.withLock { known in
      if let found = known.last(where: { $0.epoch == epoch }) { return found.order }
      let order = make(epoch)
      // Two, because one epoch may be looked at while the next one is being prepared.
      known = known.suffix(1) + [(epoch, order)]
      return order
    }
  }
}

private final class ShuffleReader<Element: Sendable>: ElementReader {
  private let source: Rereader<Element>
  private let bufferSize: Int
  private let seed: UInt64
  private let epoch: Int
  private var generator: SplitMix64
  private var buffer: [(number: Int, element: Element)]
  private var phase: Phase

  private enum Phase: Int {
    case filling, sliding, emptying
    /// All elements were in the buffer at once: it stands in the order in which they are given, the first one last.
    case unrolling
  }

  init(
    _ source: Dataset<Element>, _ reading: Reading, at place: Place?, bufferSize: Int, seed: UInt64, epoch: Int
  ) throws {
    (self.bufferSize, self.seed, self.epoch) = (bufferSize, seed, epoch)
    let numbers = try place?.numbers(of: "shuffle", atLeast: 3, parts: 1)
    guard let phase = Phase(rawValue: numbers?[0] ?? 0) else { throw PipelineError.malformedState(stage: "shuffle") }
    self.phase = phase
    generator = SplitMix64(seed: seed, epoch: epoch)
    if let numbers {
      generator.state = UInt64(UInt32(truncatingIfNeeded: numbers[1])) << 32 | UInt64(UInt32(truncatingIfNeeded: numbers[2]))
    }
    (self.source, buffer) = try Rereader.restored(source, reading, at: place?.parts[0])
  }

  func next() throws -> Element? {
    while phase == .filling {
      guard buffer.count < bufferSize else {
        phase = .sliding
        break
      }
      guard let element = try read() else {
        // In the order that elements with numbers have, of which this is known beforehand.
        buffer = Shuffling.order(count: buffer.count, seed: seed, epoch: epoch).reversed().map { buffer[$0] }
        phase = .unrolling
        break
      }
      buffer.append(element)
    }
    if phase == .unrolling { return buffer.popLast()?.element }
    if phase == .sliding {
      guard let refill = try read() else {
        phase = .emptying
        return try next()
      }
      let slot = generator.next(upTo: buffer.count - 1)
      defer { buffer[slot] = refill }
      return buffer[slot].element
    }
    return buffer.isEmpty ? nil : buffer.swapRemove(at: generator.next(upTo: buffer.count - 1)).element
  }

  private func read() throws -> (number: Int, element: Element)? {
    let number = source.position
    return try source.next(oldest: buffer.lazy.map(\.number).min()).map { (number, $0) }
  }

  var place: Place {
    let state = generator.state
    return Place("shuffle", [phase.rawValue, Int(state >> 32), Int(state & 0xFFFF_FFFF)], [source.place(holding: buffer.map(\.number))])
  }
}
