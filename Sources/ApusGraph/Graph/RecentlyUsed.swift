/// A dictionary that finds what was asked for a moment ago without hashing: a step asks for the same few hundred keys as the one before,
/// a thousand times a second.
struct RecentlyUsed<Key: Hashable, Value>: ~Copyable {
  private var all: [Key: Value] = [:]
  /// Keys with the same last bits of their place push each other out. Apart from their values, so that comparing one counts no
  /// reference to a value.
  private let recentKeys = UnsafeMutablePointer<Key?>.allocate(capacity: size)
  private let recentValues = UnsafeMutablePointer<Value?>.allocate(capacity: size)
  private static var size: Int { 256 }

  init() {
    recentKeys.initialize(repeating: nil, count: Self.size)
    recentValues.initialize(repeating: nil, count: Self.size)
  }

  deinit {
    recentKeys.deinitialize(count: Self.size)
    recentValues.deinitialize(count: Self.size)
    recentKeys.deallocate()
    recentValues.deallocate()
  }

  var count: Int { all.count }

  /// - Parameter place: any number that equal keys have in common.
  mutating func value(of key: Key, at place: Int) -> Value? {
    let index = place & (Self.size - 1)
    if recentKeys[index] == key { return recentValues[index] }
    guard let value = all[key] else { return nil }
    note(value, for: key, at: index)
    return value
  }

  mutating func set(_ value: Value, for key: Key, at place: Int) {
    all[key] = value
    note(value, for: key, at: place & (Self.size - 1))
  }

  private func note(_ value: Value, for key: Key, at index: Int) {
    recentKeys[index] = key
    recentValues[index] = value
  }
}
