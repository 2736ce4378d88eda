import WireFormats

/// Builds one block of a table: entries in rising order of their keys, each without the bytes that it shares with the key before.
///
/// Every `restartInterval` entries a key is written whole, and its place noted at the end, so that a reader can search.
struct TableBlock {
  private(set) var entries: [UInt8] = []
  private(set) var lastKey: [UInt8] = []
  private var restarts: [UInt32] = [0]
  private var countSinceRestart = 0
  private let restartInterval: Int

  init(restartInterval: Int) { self.restartInterval = restartInterval }

  var isEmpty: Bool { entries.isEmpty }

  /// What the block takes in the file, without its trailer.
  var byteCount: Int { entries.count + 4 * restarts.count + 4 }

  mutating func append(key: [UInt8], value: [UInt8]) {
    var sharedCount = 0
    if countSinceRestart == restartInterval {
      restarts.append(UInt32(entries.count))
      countSinceRestart = 0
    } else {
      sharedCount = zip(lastKey, key).prefix { $0 == $1 }.count
    }
    entries.appendVarint(UInt64(sharedCount))
    entries.appendVarint(UInt64(key.count - sharedCount))
    entries.appendVarint(UInt64(value.count))
    entries += key[sharedCount...]
    entries += value
    lastKey = key
    countSinceRestart += 1
  }

  var bytes: [UInt8] {
    var bytes = entries
    for restart in restarts { bytes.appendLittleEndian(restart) }
    bytes.appendLittleEndian(UInt32(restarts.count))
    return bytes
  }
}
