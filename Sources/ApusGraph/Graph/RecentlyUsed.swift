/// A dictionary that finds what was asked for a moment ago without hashing: a step asks for the same few hundred keys as the one before,
/// a thousand times a second.
struct RecentlyUsed<Key: Hashable, Value> {
  private var all: [Key: Value] = [:]
  /// Keys with the same last bits of their place push each other out.
  private var recent: [(key: Key, value: Value)?] = Array(repeating: nil, count: 256)

  var count: Int { all.count }

  /// - Parameter place: any number that equal keys have in common.
  mutating func value(of key: Key, at place: Int) -> Value? {
    let index = place & 255
    if let known = recent[index], known.key == key { return known.value }
    guard let value = all[key] else { return nil }
    recent[index] = (key, value)
    return value
  }

  mutating func set(_ value: Value, for key: Key, at place: Int) {
    all[key] = value
    recent[place & 255] = (key, value)
  }
}
