/// How many elements an epoch has.
enum Length: Hashable, Sendable {
  case finite(Int)
  case endless
  /// Only an iteration can tell.
  case unknown

  /// The length of what has `change(n)` elements where this has `n`, and no end where this has none.
  func map(_ change: (Int) -> Int) -> Length {
    if case .finite(let count) = self { .finite(change(count)) } else { self }
  }

  /// At most `limit`.
  func limited(to limit: Int) -> Length {
    switch self {
    case .finite(let count): .finite(min(count, limit))
    case .endless: .finite(limit)
    case .unknown: .unknown
    }
  }

  /// Whether there is an element with this number.
  func contains(_ index: Int) -> Bool {
    switch self {
    case .finite(let count): (0..<max(0, count)).contains(index)
    case .endless, .unknown: index >= 0
    }
  }
}
