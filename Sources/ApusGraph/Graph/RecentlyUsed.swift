/// A dictionary that finds what was asked for a moment ago without hashing: a step asks for the same few hundred keys as the one before,
/// a thousand times a second.
struct RecentlyUsed<Key: Hashable, Value> {
  private var all: [Key: Value] = [:]
  /// Keys with the same last bits of their place push each other out. Apart from their values, so that comparing one counts no
  /// reference to a value.
  private var recentKeys: [Key?] = Array(repeating: nil, count: 256)
  private var recentValues: [Value?] = Array(repeating: nil, count: 256)

  var count: Int { all.count }

  /// - Parameter place: any number that equal keys have in common.
  mutating func value(of key: Key, at place: Int) -> Value? {
    let index = place & 255
    if recentKeys[index] == key { return recentValues[index] }
    guard let value = all[key] else { return nil }
    note(value, for: key, at: index)
    return value
  }

  mutating func set(_ value: Value, for key: Key, at place: Int) {
    all[key] = value
    note(value, for: key, at: place & 255)
  }

  private mutating func note(_ value: Value, for key: Key, at index: Int) {
    recentKeys[index] = key
    recentValues[index] = value
  }
}
