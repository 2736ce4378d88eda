/// Where an iteration of a dataset stands: what a later one, in another process too, goes on from.
///
///     var iterator = try dataset.makeIterator(epoch: 2)
///     let first = try iterator.nextElement()
///     let saved = try JSONEncoder().encode(iterator.state)
///     …
///     var rest = try dataset.makeIterator(from: JSONDecoder().decode(DatasetState.self, from: saved))
///
/// It holds numbers, never elements: some tens of bytes for data that have numbers, and a number for each element that a stage holds back,
/// as the buffer of `shuffled` over a stream does.
public struct DatasetState: Codable, Hashable, Sendable {
  /// The number of the epoch.
  public let epoch: Int
  let place: Place
}
