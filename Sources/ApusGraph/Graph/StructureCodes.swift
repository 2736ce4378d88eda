/// Small numbers for operations: equal operations have equal numbers, so that the structure of a graph is a list of integers.
enum StructureCodes {
  /// The numbers of one type of operation.
  private final class Codes<O: Operation>: @unchecked Sendable {
    @exclusivity(unchecked) var only: Int32?
    @exclusivity(unchecked) private var known: [O: Int32] = [:]
    /// The last ones asked for, which are found by comparing: most operations have the shapes of few tensors.
    @exclusivity(unchecked) private var recent: [(operation: O, code: Int32)] = []
    @exclusivity(unchecked) private var oldest = 0

    func code(for operation: O) -> Int32? {
      for entry in recent where entry.operation == operation { return entry.code }
      guard let code = known[operation] else { return nil }
      note(operation.cached, code)
      return code
    }

    func set(_ code: Int32, for operation: O) {
      // A number is never given twice, so forgetting one costs a compilation and nothing else.
      if known.count == limit { known = [:] }
      known[operation] = code
      note(operation, code)
    }

    private func note(_ operation: O, _ code: Int32) {
      if recent.count < 4 {
        recent.append((operation, code))
      } else {
        recent[oldest] = (operation, code)
        oldest = (oldest + 1) & 3
      }
    }
  }

  // Guarded by `GraphLock`, as `Node` says.
  @exclusivity(unchecked) private nonisolated(unsafe) static var tables = RecentlyUsed<ObjectIdentifier, Unmanaged<AnyObject>>()
  @exclusivity(unchecked) private nonisolated(unsafe) static var next: Int32 = 1

  /// Where loops make ever new operations, such as slices at other places, what is known of them does not grow for ever.
  static let limit = 65_536

  /// Called with `GraphLock` held.
  static func code<O: Operation>(for operation: O) -> Int32 {
    let found: Unmanaged<AnyObject>  // never released: there is one for each type of operation
    let place = Int(bitPattern: ObjectIdentifier(O.self)) >> 4
    if let known = tables.value(of: ObjectIdentifier(O.self), at: place) {
      found = known
    } else {
      found = .passRetained(Codes<O>())
      tables.set(found, for: ObjectIdentifier(O.self), at: place)
    }
    return found._withUnsafeGuaranteedRef { object in
      let table = unsafeDowncast(object, to: Codes<O>.self)  // the key is the type
      // Most operations have no attributes: one value, one number, no second look-up.
      if MemoryLayout<O>.size == 0 {
        if let only = table.only { return only }
        table.only = take()
        return next - 1
      }
      if let known = table.code(for: operation) { return known }
      let code = take()
      table.set(code, for: operation.cached)
      return code
    }
  }

  /// A number that no operation has. Called with `GraphLock` held.
  static func take() -> Int32 {
    defer { next += 1 }
    return next
  }
}
