/// Everything that can go wrong between asking for a data set and having its bytes.
///
/// Printing an error gives a text that says what was wrong, where, and what to do.
public enum DatasetError: Error, Equatable, Sendable {
  /// Files of the data set are neither on this machine nor to be had from the network.
  case missing(MissingDataset)
  /// A file exists and cannot be read.
  case unreadable(path: String, reason: String)
  /// A file is larger than a file of its kind may be.
  case tooLarge(path: String, byteCount: Int, limit: Int)
  /// A file begins as gzip and is damaged.
  case damagedGzip(path: String, GzipError)
  /// A file is not IDX, or is damaged.
  case damagedIDX(path: String, IDXError)
  /// A file is not a tar archive, or is damaged.
  case damagedTar(path: String, TarError)
  /// An archive lacks a file that it should have.
  case missingMember(path: String, name: String)
  /// A file of images does not consist of whole records of `recordByteCount` bytes, or is empty.
  case wrongRecords(path: String, byteCount: Int, recordByteCount: Int)
  /// An IDX file holds numbers of another type than the data set's.
  case wrongElementType(path: String, expected: IDXElementType, found: IDXElementType)
  /// An IDX file holds an array of another shape; `expected` is a text such as `[count, 28, 28]`.
  case wrongShape(path: String, expected: String, found: [Int])
  /// An image file and its label file have different numbers of entries.
  case countsDisagree(imagesPath: String, imageCount: Int, labelsPath: String, labelCount: Int)
  /// A label is not below the number of classes.
  case labelOutOfRange(path: String, index: Int, label: Int, classCount: Int)
  /// A line of a table of digits is not 64 pixels from 0 to 16 and a digit from 0 to 9.
  case malformedDigits(path: String, line: Int)
}
