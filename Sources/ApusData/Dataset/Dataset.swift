/// A pipeline of data: where elements come from, and what is done to them on the way to a training step.
///
///     let training = Dataset(inputs: images, targets: labels)   // [60000, 28, 28] of UInt8, [60000]
///       .shuffled(seed: 7)
///       .batched(128)
///       .map { LabeledData(data: Tensor<Float>($0.data) / 255, label: $0.label) }
///     for batch in training { print(batch.data.shape) }         // [128, 28, 28]
///
/// A dataset is a value that describes; nothing is read until somebody iterates. What it gives follows from its seeds and the number of
/// the epoch (``epoch(_:)``, 0 in a plain loop) and nothing else: not from how many threads work ahead, nor from earlier iterations.
///
/// An iteration can be saved at every element and go on elsewhere (``Iterator/state``). Where the elements have numbers, as those of
/// tensors, arrays and files have, and no transformation takes that away, as `filter` does, a place is a number: nothing that was passed is
/// computed again.
///
/// A `for` loop cannot throw: at an element that cannot be made it ends, after a line on standard error. `collected()`, the iterator's
/// `nextElement()`, `fit` and `for try await … in dataset.async` throw the error.
public struct Dataset<Element: Sendable>: Sendable, CustomStringConvertible {
  let form: Form
  /// Where the elements come from and what is done to them: `60000 slices → shuffled → batched(128) → map`.
  public let description: String

  /// How large the elements are, if they are batches that somebody has cut.
  let batchSizes: BatchSizes?

  /// What a dataset can do decides what rests on it: elements that have numbers can be made in any order.
  enum Form: Sendable {
    case indexed(Indexed<Element>)
    case streamed(Streamed<Element>)
  }

  init(_ form: Form, _ description: String, sizes: BatchSizes? = nil) {
    (self.form, self.description, batchSizes) = (form, description, sizes)
  }

  /// A dataset whose first element throws `error`. A mistake gets the user's line.
  public init(failingWith error: any Error) {
    let error = (error as? Mistake).map(located) ?? error
    self.init(.indexed(Indexed(length: .finite(1)) { _, _ in throw error }), "error")
  }

  var length: Length {
    switch form {
    case .indexed(let all): all.length
    case .streamed(let all): all.length
    }
  }

  /// The number of elements of an epoch; `nil` where there is no end, or where only an iteration can tell, as after `filter`.
  public var count: Int? {
    if case .finite(let count) = length { count } else { nil }
  }

  /// Whether an epoch has no end.
  public var isEndless: Bool { length == .endless }

  /// The dataset as it is so many epochs later: what is shuffled is shuffled otherwise, and what is random is drawn anew.
  ///
  ///     for epoch in 0..<10 {
  ///       for batch in training.epoch(epoch) { step(batch) }
  ///     }
  public func epoch(_ number: Int) -> Dataset {
    switch form {
    case .indexed(var all):
      all.shiftEpochs { $0 &+ number }
      return Dataset(.indexed(all), description, sizes: batchSizes)
    case .streamed(let all):
      return Dataset(
        .streamed(
          Streamed(length: all.length) { reading, place in try all.makeReader(reading.with(epoch: reading.epoch &+ number), place) }),
        description, sizes: batchSizes)
    }
  }
}

/// Batches of one size, but for a last, shorter one.
struct BatchSizes: Sendable {
  let sampleCount: Int
  let size: Int
}
