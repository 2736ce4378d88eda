import Checkpoints
import Foundation
import Testing

/// What a file has: its tensors with their bytes.
func contents(of file: some TensorFile) throws -> [StoredTensor: [UInt8]] {
  var contents: [StoredTensor: [UInt8]] = [:]
  for tensor in file.tensors { contents[tensor] = try file.withBytes(of: tensor.name) { Array($0) } }
  return contents
}

/// Reads a file that is cut at every length, or at every so many.
///
/// - Parameter read: reads the whole file at a path.
func expectEveryCutIsRefused<Failure: Error>(
  _ good: [UInt8], name: String, as _: Failure.Type, step: Int = 1, read: (_ path: String) throws -> Void
) throws {
  try withTemporaryFolder { folder in
    let path = folder + "/" + name
    try writeBytes(good, to: path)
    let handle = try #require(FileHandle(forUpdatingAtPath: path))
    for length in stride(from: good.count - 1, through: 0, by: -step) {
      try handle.truncate(atOffset: UInt64(length))
      #expect(throws: Failure.self, "cut after \(length) bytes") { try read(path) }
    }
  }
}

/// Reads a file with every bit flipped in turn: it is refused with a typed error, or read.
///
/// - Parameter read: reads the file at a path and says what is wrong with what it reads.
/// - Returns: how many were refused.
@discardableResult
func expectFlippedBitsDoNoHarm<Failure: Error>(
  _ good: [UInt8], name: String, as _: Failure.Type, in range: Range<Int>? = nil, read: (_ path: String) throws -> String?
) throws -> Int {
  try withTemporaryFolder { folder in
    let path = folder + "/" + name
    try writeBytes(good, to: path)
    let handle = try #require(FileHandle(forUpdatingAtPath: path))
    func put(_ byte: UInt8, at offset: Int) throws {
      try handle.seek(toOffset: UInt64(offset))
      try handle.write(contentsOf: [byte])
    }
    var refused = 0
    let range = range ?? good.indices
    for bit in range.lowerBound * 8..<range.upperBound * 8 {
      try put(good[bit / 8] ^ 1 << (bit % 8), at: bit / 8)
      defer { try? put(good[bit / 8], at: bit / 8) }
      do {
        let problem = try read(path)
        #expect(problem == nil, "bit \(bit % 8) of byte \(bit / 8)")
      } catch {
        #expect(error is Failure, "bit \(bit % 8) of byte \(bit / 8): \(error)")
        refused += 1
      }
    }
    return refused
  }
}

/// A problem where a file has other bytes for a tensor of the same name, type and shape than `whole` has.
func differences(_ found: [StoredTensor: [UInt8]], from whole: [StoredTensor: [UInt8]]) -> String? {
  for (tensor, bytes) in found {
    if let known = whole[tensor], known != bytes { return "\(tensor.name) has other numbers" }
  }
  return nil
}
