/// Elements with numbers from 0, each of which can be made without the others.
struct Indexed<Element: Sendable>: Sendable {
  /// Never unknown.
  var length: Length
  /// How many threads make elements, and how many elements are made ahead; 0 ahead for none but the asked one, by whoever asks.
  var threadCount = 1
  var aheadCount = 0
  /// Makes the element with a number, which is below the length, in an epoch. Called on any thread.
  private(set) var element: @Sendable (_ index: Int, _ epoch: Int) throws -> Element
  /// The elements with some numbers as one, in one pass, where there is a better way than one after the other; `nil` where there is none.
  private(set) var collate: Collate?

  typealias Collate = @Sendable (_ indices: [Int], _ epoch: Int) throws -> Element?

  init(
    length: Length, collate: Collate? = nil, element: @escaping @Sendable (_ index: Int, _ epoch: Int) throws -> Element
  ) {
    self.length = length
    self.element = element
    self.collate = collate
  }

  /// The same elements under other numbers: number `i` is what `place(i)` was.
  func renumbered(_ length: Length, _ place: @escaping @Sendable (_ index: Int, _ epoch: Int) throws -> Int) -> Indexed {
    let (element, collate) = (element, collate)
    var result = Indexed(length: length) { index, epoch in try element(place(index, epoch), epoch) }
    if let collate {
      result.collate = { indices, epoch in try collate(indices.map { index in try place(index, epoch) }, epoch) }
    }
    return result.working(like: self)
  }

  /// The same elements in an order of each epoch's own: number `i` is what `order(epoch)[i]` was. A batch asks for it once.
  func reordered(_ order: @escaping @Sendable (_ epoch: Int) -> [Int]) -> Indexed {
    let (element, collate) = (element, collate)
    var result = Indexed(length: length) { index, epoch in try element(order(epoch)[index], epoch) }
    if let collate {
      result.collate = { indices, epoch in
        let order = order(epoch)
        return try collate(indices.map { order[$0] }, epoch)
      }
    }
    return result.working(like: self)
  }

  /// Replaces the number of the epoch.
  mutating func shiftEpochs(_ shift: @escaping @Sendable (_ epoch: Int) -> Int) {
    let (element, collate) = (element, collate)
    self.element = { index, epoch in try element(index, shift(epoch)) }
    if let collate { self.collate = { indices, epoch in try collate(indices, shift(epoch)) } }
  }

  /// As many threads, and as many elements ahead.
  func working<Other>(like other: Indexed<Other>) -> Indexed {
    var result = self
    result.threadCount = max(threadCount, other.threadCount)
    result.aheadCount = max(aheadCount, other.aheadCount)
    return result
  }
}
