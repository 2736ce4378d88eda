/// The elements of a collection at chosen places, in the order of the choice; nothing is copied.
public struct Sampling<Base: Collection, Places: Collection>: Collection where Places.Element == Base.Index {
  private let base: Base
  private let places: Places

  init(_ base: Base, at places: Places) {
    self.base = base
    self.places = places
  }

  public var startIndex: Places.Index { places.startIndex }
  public var endIndex: Places.Index { places.endIndex }
  public func index(after index: Places.Index) -> Places.Index { places.index(after: index) }
  public subscript(index: Places.Index) -> Base.Element { base[places[index]] }
}

extension Sampling: BidirectionalCollection where Places: BidirectionalCollection {
  public func index(before index: Places.Index) -> Places.Index { places.index(before: index) }
}

extension Sampling: RandomAccessCollection where Places: RandomAccessCollection {}
extension Sampling: Sendable where Base: Sendable, Places: Sendable {}

extension Collection {
  /// The elements at `places`.
  ///
  ///     Array(["a", "b", "c"].sampled(at: [2, 0]))   // ["c", "a"]
  public func sampled<Places: Collection>(at places: Places) -> Sampling<Self, Places> where Places.Element == Index {
    Sampling(self, at: places)
  }
}
