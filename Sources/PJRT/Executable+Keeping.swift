extension Executable {
  /// Calls `body` so that the arguments at the places `keeping` are not donated; it gets the places to veto by index.
  ///
  /// A veto by index is exact by the interface's definition, but the CPU plugin (0.81) then also keeps every donated argument
  /// behind the first veto. A reference held during the call keeps exactly one buffer there, so it is used where it
  /// can be: the plugin refuses a donated buffer at two places before it looks at references.
  @inline(__always)
  func withKept(
    _ keeping: [Int], _ inputCount: Int, _ arguments: [Buffer], _ body: (UnsafeBufferPointer<Int64>) throws -> Void
  ) throws {
    if keeping.isEmpty { return try body(UnsafeBufferPointer(start: nil, count: 0)) }
    try withSomeKept(keeping, inputCount, arguments, body)
  }

  @inline(never)
  private func withSomeKept(
    _ keeping: [Int], _ inputCount: Int, _ arguments: [Buffer], _ body: (UnsafeBufferPointer<Int64>) throws -> Void
  ) throws {
    let keptPlaces = Set(keeping)
    // With several devices the lists of arguments lie behind one another.
    let kept = arguments.indices.filter { keptPlaces.contains($0 % inputCount) }
    let identities = Set(kept.map { ObjectIdentifier(arguments[$0]) })
    let everyPlace = arguments.indices.filter { identities.contains(ObjectIdentifier(arguments[$0])) }
    let isEachOnce = everyPlace.count == identities.count
    guard client.sharesHostMemory, isEachOnce, keptPlaces.count < inputCount else {
      return try Set(everyPlace.map { Int64($0 % inputCount) }).sorted().withUnsafeBufferPointer(body)
    }
    var held = 0
    defer { for place in kept.prefix(held) { arguments[place].release() } }
    for place in kept {
      do { try arguments[place].acquire() } catch CallProblem.bufferDeleted {
        throw CallProblem.argumentDeleted(index: place % inputCount)
      }
      held += 1
    }
    try body(UnsafeBufferPointer(start: nil, count: 0))
  }
}
