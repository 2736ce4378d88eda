import Foundation

extension Dataset {
  /// Proves that iterations of this pipeline can be saved and restored at every element, and do not depend on threads.
  ///
  ///     try training.checkResuming()
  ///
  /// Reads each epoch once, saving the state before every element as JSON; goes on from every one of these states and compares all that
  /// follows, bit for bit where there are tensors; and reads the epochs again without threads, with one and with three at every stage that
  /// has any. The work grows with the square of `limit`.
  ///
  /// - Parameters:
  ///   - epochs: the numbers of the epochs.
  ///   - limit: how many elements of an epoch are looked at.
  /// - Throws: `PipelineError.resumedOtherwise`, which says where; what goes wrong in the pipeline.
  public func checkResuming(epochs: Range<Int> = 0..<2, limit: Int = 100) throws {
    for epoch in epochs {
      let (expected, states) = try recorded(Reading(epoch: epoch), limit)
      for threadCount in [0, 1, 3] {
        let other = try recorded(Reading(epoch: epoch, threadCount: threadCount), limit)
        try compare(other.elements[...], with: expected[...], epoch, from: 0)
        // A place does not depend on how far a thread was ahead, but for what it reads again.
        try other.states.last.map { try goOn(from: $0, at: other.elements.count, expected, epoch, threadCount: nil, limit) }
      }
      for (position, state) in states.enumerated() {
        try goOn(from: state, at: position, expected, epoch, threadCount: [nil, 0, 2][position % 3], limit)
      }
    }
  }

  /// The elements in words, and the states before each of them and behind the last.
  private func recorded(_ reading: Reading, _ limit: Int) throws -> (elements: [String], states: [Data]) {
    var iterator = try makeIterator(reading, at: nil)
    var (elements, states): ([String], [Data]) = ([], [])
    repeat {
      states.append(try JSONEncoder().encode(iterator.state))
      guard elements.count < limit, let element = try iterator.nextElement() else { break }
      elements.append(try ElementBits.words(of: element))
    } while true
    return (elements, states)
  }

  private func goOn(
    from state: Data, at position: Int, _ expected: [String], _ epoch: Int, threadCount: Int?, _ limit: Int
  ) throws {
    let state = try JSONDecoder().decode(DatasetState.self, from: state)
    var iterator = try makeIterator(Reading(epoch: state.epoch, threadCount: threadCount), at: state.place)
    var rest: [String] = []
    while position + rest.count < limit, let element = try iterator.nextElement() { rest.append(try ElementBits.words(of: element)) }
    try compare(rest[...], with: expected[position...], epoch, from: position)
  }

  private func compare(
    _ found: ArraySlice<String>, with expected: ArraySlice<String>, _ epoch: Int, from position: Int
  ) throws(PipelineError) {
    for (index, (a, b)) in zip(found, expected).enumerated() where a != b {
      throw .resumedOtherwise(
        pipeline: description, epoch: epoch, position: position, element: position + index,
        problem: "\(a.prefix(100)) is not \(b.prefix(100))")
    }
    if found.count != expected.count {
      throw .resumedOtherwise(
        pipeline: description, epoch: epoch, position: position, element: position + Swift.min(found.count, expected.count),
        problem: "\(found.count) elements follow, not \(expected.count)")
    }
  }
}

/// Elements in words that are equal for equal elements, and for no others: of tensors every bit.
enum ElementBits {
  static func words(of value: Any) throws -> String {
    if let tensor = value as? any BitReadable { return try tensor.bits() }
    let mirror = Mirror(reflecting: value)
    // A text, a number.
    guard !mirror.children.isEmpty else { return String(reflecting: value) }
    let parts = try mirror.children.map { try ($0.label ?? "") + words(of: $0.value) }
    let hasOrder = mirror.displayStyle != .dictionary && mirror.displayStyle != .set
    return "\(mirror.subjectType)(" + (hasOrder ? parts : parts.sorted()).joined(separator: ", ") + ")"
  }
}

private protocol BitReadable { func bits() throws -> String }

extension Tensor: BitReadable {
  fileprivate func bits() throws -> String {
    let array = try Context.local.engine.read(node)
    let bytes = withExtendedLifetime(array) { Array(UnsafeRawBufferPointer(start: array.pointer, count: array.type.byteCount)) }
    return "\(array.type) \(bytes)"
  }
}
