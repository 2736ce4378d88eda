import Foundation

extension DatasetError: CustomStringConvertible, LocalizedError {
  /// What was wrong, where, and what to do, in lines.
  public var description: String {
    switch self {
    case .missing(let missing):
      return missing.description
    case .unreadable(let path, let reason):
      return diagnosis("a data file cannot be read", ("file", path), ("reason", reason))
    case .tooLarge(let path, let byteCount, let limit):
      return diagnosis(
        "a data file is too large", ("file", path), ("found", "\(grouped(byteCount)) bytes"), ("limit", "\(grouped(limit)) bytes"),
        ("hint", "it is probably not the file that its name says"))
    case .damagedGzip(let path, let error):
      return diagnosis(
        "a packed data file is damaged", ("file", path), ("reason", error.description),
        ("hint", "delete the file; it is downloaded again where that is possible"))
    case .damagedIDX(let path, let error):
      return diagnosis(
        "a data file is not in the IDX format", ("file", path), ("reason", error.description),
        ("hint", "delete the file; it is downloaded again where that is possible"))
    case .damagedTar(let path, let error):
      return diagnosis(
        "an archive is damaged", ("file", path), ("reason", error.description),
        ("hint", "delete the file; it is downloaded again where that is possible"))
    case .missingMember(let path, let name):
      return diagnosis(
        "an archive lacks a file", ("archive", path), ("lacks", name), ("hint", "it is probably not the archive that its name says"))
    case .wrongRecords(let path, let byteCount, let recordByteCount):
      return diagnosis(
        "a file of images is damaged", ("file", path), ("found", "\(grouped(byteCount)) bytes"),
        ("expected", "one or more images of \(grouped(recordByteCount)) bytes each"),
        ("hint", "it was probably cut off; take it from its source again"))
    case .wrongElementType(let path, let expected, let found):
      return diagnosis(
        "a data file holds another type of number", ("file", path), ("expected", "\(expected)"), ("found", "\(found)"))
    case .wrongShape(let path, let expected, let found):
      return diagnosis(
        "a data file holds an array of another shape", ("file", path), ("expected", expected), ("found", "\(found)"),
        ("hint", "images and labels may have been exchanged, or the file belongs to another data set"))
    case .countsDisagree(let imagesPath, let imageCount, let labelsPath, let labelCount):
      return diagnosis(
        "images and labels do not belong together", ("images", "\(imagesPath)\n\(grouped(imageCount)) images"),
        ("labels", "\(labelsPath)\n\(grouped(labelCount)) labels"), ("hint", "take both files from the same source"))
    case .labelOutOfRange(let path, let index, let label, let classCount):
      return diagnosis(
        "a label is out of range", ("file", path), ("found", "\(label) at index \(index)"),
        ("expected", "0 to \(classCount - 1)"))
    case .malformedDigits(let path, let line):
      return diagnosis(
        "a table of digits is malformed", ("file", path), ("line", "\(line)"),
        ("expected", "64 pixels from 0 to 16 and a digit from 0 to 9, separated by commas"))
    }
  }

  /// The same text, for programs that print `localizedDescription`.
  public var errorDescription: String? { description }
}

extension GzipError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .truncated(let byteCount): "the file ends after \(grouped(byteCount)) bytes, in the middle of the data"
    case .corrupt(let offset, let reason): "\(reason) (before byte \(grouped(offset)))"
    case .exceedsLimit(let limit): "it unpacks to more than \(grouped(limit)) bytes"
    case .zlibFailed(let code): "zlib failed with code \(code); the memory may be exhausted"
    }
  }
}

extension TarError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .truncated(let byteCount): "it ends after \(grouped(byteCount)) unpacked bytes, before the end of its files"
    case .damagedHeader(let offset, let reason): "\(reason) (unpacked byte \(grouped(offset)))"
    }
  }
}

extension IDXError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .truncatedHeader(let byteCount, let needed):
      "the header takes \(grouped(needed)) bytes and the file has \(grouped(byteCount))"
    case .wrongMagic(let bytes):
      "it begins with the bytes \(bytes.map { "\($0)" }.joined(separator: " ")), and an IDX file with 0 0"
    case .unknownElementType(let code):
      "\(code) is not the code of an element type"
    case .absurdSize(let dimensions):
      "it claims an array of shape \(dimensions), more than a machine can hold"
    case .wrongPayloadLength(let dimensions, let expected, let found):
      "an array of shape \(dimensions) takes \(grouped(expected)) bytes, and \(grouped(found)) follow the header"
    }
  }
}

extension DownloadFailure: CustomStringConvertible {
  public var description: String {
    switch self {
    case .invalidAddress: "not an http or https address"
    case .unreachable(let reason): reason
    case .timedOut: "the server did not send the file in time"
    case .httpStatus(let status): "the server answered with status \(status)"
    case .tooShort(let expected, let received):
      "the transfer ended after \(grouped(received)) of \(grouped(expected)) bytes"
    case .tooLong(let expected): "the server sends more than the \(grouped(expected)) bytes of the published file"
    case .wrongChecksum(let expected, let found):
      "not the published file: its SHA-256 is\n\(found), not\n\(expected)"
    case .cannotWrite(let path, let reason): "the file could not be stored at\n\(path): \(reason)"
    }
  }
}

extension MissingDataset: CustomStringConvertible {
  public var description: String {
    let searched = places.map { place in
      "\(place.directory)  (\(place.reason.text))\n  lacks \(place.lacking.map(\.name).joined(separator: ", "))"
    }
    let tried = attempts.map { "\($0.address)\n  " + $0.failure.description.replacingOccurrences(of: "\n", with: "\n  ") }
    let needed = wanted.map { "\($0.name)  \(grouped($0.byteCount)) bytes\n  SHA-256 \($0.sha256)" }
    // A folder that the program names is the only one, and nothing is downloaded into it.
    let isNamed = places.contains { $0.reason == .named }
    let noDownload = isNamed ? "no download: the program names the folder" : "no download: the program forbids it"
    let otherFolder = isNamed ? "" : "or into a folder that APUS_DATASETS names; "
    let unpackedFiles = unpacked.first.map { "the archive's files, \($0.joined(separator: ", ")), work too" }
    return diagnosis(
      "the files of the data set \(title) are missing",
      ("looked in", searched.joined(separator: "\n")),
      ("tried", tried.isEmpty ? noDownload : tried.joined(separator: "\n")),
      ("put", needed.joined(separator: "\n")),
      ("into", destination),
      ("hint", otherFolder + (unpackedFiles ?? "unpacked files, without .gz, work too")))
  }
}

extension MissingDataset.Reason {
  fileprivate var text: String {
    switch self {
    case .named: "named by the program"
    case .environment: "from APUS_DATASETS"
    case .cache: "the cache"
    }
  }
}
