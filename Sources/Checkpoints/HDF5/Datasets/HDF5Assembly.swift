/// Puts the pieces of a dataset together.
struct HDF5Assembly {
  private(set) var bytes: [UInt8]
  /// What a piece has when it is unpacked: whole even where it stands over the edge of the dataset.
  let chunkByteCount: Int
  private let shape: [Int]
  private let chunk: [Int]
  private let width: Int

  struct Problem: Error {
    let text: String
  }

  /// Checks that the pieces tile the dataset before there is memory for it. No two may lie at one place of the file, so that a small
  /// file cannot claim the same bytes over and over.
  ///
  /// - Parameters:
  ///   - shape: without an extent of 0.
  ///   - fileByteCount: what all pieces together have at most, packed.
  static func checked(
    shape: [Int], chunk: [Int], width: Int, _ pieces: [HDF5Chunk], fileByteCount: Int
  ) -> Result<HDF5Assembly, Problem> {
    guard let chunkByteCount = chunk.byteCount(elementWidth: width), let byteCount = shape.byteCount(elementWidth: width),
      let gridCount = zip(shape, chunk).map({ ($0 + $1 - 1) / $1 }).elementCount
    else { return .failure(Problem(text: "chunks of an impossible size")) }
    let isInPlace = pieces.allSatisfy { piece in
      zip(piece.place, zip(shape, chunk)).allSatisfy { $0 >= 0 && $0 < $1.0 && $0 % $1.1 == 0 }
    }
    guard isInPlace, pieces.count == gridCount, Set(pieces.map(\.place)).count == gridCount,
      Set(pieces.map(\.range.lowerBound)).count == gridCount
    else { return .failure(Problem(text: "\(pieces.count) chunks that do not fill it, which takes \(gridCount)")) }
    // Deflate packs at most 1032 bytes into one.
    let packedByteCount = pieces.reduce(0) { $0 + $1.range.count }
    guard packedByteCount <= fileByteCount, byteCount / 1032 <= packedByteCount, chunkByteCount / 1032 <= packedByteCount else {
      return .failure(Problem(text: "\(packedByteCount) bytes that cannot have been \(byteCount)"))
    }
    return .success(HDF5Assembly(shape, chunk, width, chunkByteCount, byteCount))
  }

  private init(_ shape: [Int], _ chunk: [Int], _ width: Int, _ chunkByteCount: Int, _ byteCount: Int) {
    (self.shape, self.chunk, self.width, self.chunkByteCount) = (shape, chunk, width, chunkByteCount)
    bytes = [UInt8](repeating: 0, count: byteCount)
  }

  /// Copies what of a piece lies within the dataset.
  mutating func put(_ piece: [UInt8], at place: [Int]) {
    let inside = zip(place, zip(shape, chunk)).map { min($1.1, $1.0 - $0) }
    let runByteCount = (inside.last ?? 1) * width
    let runCount = inside.dropLast().reduce(1, *)
    for run in 0..<runCount {
      var rest = run
      var (source, target, sourceStride, targetStride) = (
        0, (place.last ?? 0) * width, (chunk.last ?? 1) * width, (shape.last ?? 1) * width
      )
      for axis in inside.indices.dropLast().reversed() {
        let index = rest % inside[axis]
        rest /= inside[axis]
        source += index * sourceStride
        target += (place[axis] + index) * targetStride
        sourceStride *= chunk[axis]
        targetStride *= shape[axis]
      }
      bytes.replaceSubrange(target..<target + runByteCount, with: piece[source..<source + runByteCount])
    }
  }
}
