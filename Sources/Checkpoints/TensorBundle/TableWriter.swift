import WireFormats

/// Writes a table of keys and values, both bytes; keys come in rising order, each once.
struct TableWriter {
  private var file: [UInt8] = []
  private var data = TableBlock(restartInterval: TableFormat.restartInterval)
  private var index = TableBlock(restartInterval: 1)
  /// A block that is written and not yet in the index: its key there depends on the one that follows.
  private var pending: (handle: TableFormat.Handle, lastKey: [UInt8])?

  init() {}

  mutating func append(key: [UInt8], value: [UInt8]) {
    enterPending { Self.separator(between: $0, and: key) }
    data.append(key: key, value: value)
    if data.byteCount >= TableFormat.blockByteCount { cut() }
  }

  /// The whole file.
  consuming func finish() -> [UInt8] {
    cut()
    enterPending(Self.successor)
    let metaindex = write(TableBlock(restartInterval: TableFormat.restartInterval).bytes)
    let index = write(self.index.bytes)
    let handles = metaindex.bytes + index.bytes
    file += handles + Array(repeating: 0, count: TableFormat.footerByteCount - 8 - handles.count)
    file.appendLittleEndian(TableFormat.magic)
    return file
  }

  private mutating func cut() {
    if data.isEmpty { return }
    pending = (write(data.bytes), data.lastKey)
    data = TableBlock(restartInterval: TableFormat.restartInterval)
  }

  private mutating func enterPending(_ key: ([UInt8]) -> [UInt8]) {
    guard let (handle, lastKey) = pending else { return }
    index.append(key: key(lastKey), value: handle.bytes)
    pending = nil
  }

  private mutating func write(_ block: [UInt8]) -> TableFormat.Handle {
    let handle = TableFormat.Handle(offset: file.count, byteCount: block.count)
    let uncompressed: UInt8 = 0
    file += block
    file.append(uncompressed)
    file.appendLittleEndian(TableFormat.checksum(of: block, compression: uncompressed))
    return handle
  }

  /// A short key from `key` up to but not including `next`, as LevelDB chooses it.
  static func separator(between key: [UInt8], and next: [UInt8]) -> [UInt8] {
    let sharedCount = zip(key, next).prefix { $0 == $1 }.count
    guard sharedCount < min(key.count, next.count), key[sharedCount] < 0xFF, key[sharedCount] + 1 < next[sharedCount] else { return key }
    return key[..<sharedCount] + [key[sharedCount] + 1]
  }

  /// A short key that is not before `key`.
  static func successor(of key: [UInt8]) -> [UInt8] {
    guard let place = key.firstIndex(where: { $0 < 0xFF }) else { return key }
    return key[..<place] + [key[place] + 1]
  }
}
