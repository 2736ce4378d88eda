/// What all readers of one iteration share.
struct Reading: Sendable {
  var epoch: Int
  /// The number of threads at every stage that has any, in the place of what the pipeline says; 0 for none. Nothing depends on it but time.
  var threadCount: Int?

  func with(epoch: Int) -> Reading { Reading(epoch: epoch, threadCount: threadCount) }

  /// The number of threads of a stage that wants `asked` of them to make `ahead` elements ahead.
  func threadCount(asked: Int, ahead: Int) -> Int {
    ahead < 1 ? 0 : threadCount ?? max(1, asked)
  }
}
