/// Images gathered from files of CIFAR's records: a label, then 1,024 red, 1,024 green and 1,024 blue bytes, row by row.
struct CIFARRecords {
  private var images: [UInt8] = []
  private var labels: [UInt8] = []

  static let side = 32
  static let channelCount = 3
  private static let placeCount = side * side
  static let recordByteCount = 1 + channelCount * placeCount

  var files: ImageClassificationFiles {
    ImageClassificationFiles(images: images, labels: labels, imageShape: [Self.side, Self.side, Self.channelCount])
  }

  /// Adds the records of a file, their channels brought together for each place.
  ///
  /// - Throws: `DatasetError` if the bytes are not whole records, or if a label is not below `classCount`.
  mutating func append(_ bytes: ArraySlice<UInt8>, path: String, classCount: Int) throws(DatasetError) {
    guard !bytes.isEmpty, bytes.count % Self.recordByteCount == 0 else {
      throw .wrongRecords(path: path, byteCount: bytes.count, recordByteCount: Self.recordByteCount)
    }
    let count = bytes.count / Self.recordByteCount
    let newLabels = (0..<count).map { bytes[bytes.startIndex + $0 * Self.recordByteCount] }
    if let index = newLabels.firstIndex(where: { $0 >= classCount }) {
      throw .labelOutOfRange(path: path, index: index, label: Int(newLabels[index]), classCount: classCount)
    }
    labels += newLabels
    let known = images.count
    images += repeatElement(0, count: count * (Self.recordByteCount - 1))
    images.withUnsafeMutableBufferPointer { images in
      bytes.withUnsafeBufferPointer { bytes in
        for record in 0..<count {
          let source = record * Self.recordByteCount + 1, target = known + record * (Self.recordByteCount - 1)
          for place in 0..<Self.placeCount {
            for channel in 0..<Self.channelCount {
              images[target + place * Self.channelCount + channel] = bytes[source + channel * Self.placeCount + place]
            }
          }
        }
      }
    }
  }
}
