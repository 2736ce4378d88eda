import Foundation
import Synchronization

extension Dataset where Element: StorableElement {
  /// The elements of the first epoch, made once and kept in a file, which later runs read.
  ///
  ///     let prepared = try ImageFolder("photographs").dataset.map(shrunk).cached(in: "prepared.tfrecord")
  ///
  /// The file is written as a whole when the first element is asked for, unless it is there; it is a TFRecord file, whose checksums are
  /// looked at when an element is read. A file that another pipeline wrote is an error.
  ///
  /// - Parameter path: of the file.
  public func cached(in path: String) -> Dataset {
    if isEndless { return Dataset(failingWith: PipelineError.endless(description)) }
    let cache = FileCache(self, path: path)
    let description = "\(description) → cached(in:)"
    guard case .indexed(let all) = form else {
      return Dataset(
        .streamed(Streamed(length: length) { _, place in try FileCacheReader(cache, at: place) }), description, sizes: batchSizes)
    }
    let elements = Indexed(length: all.length) { index, _ in
      guard let element = try cache.element(index) else { throw cache.damage("it has fewer elements than the dataset") }
      return element
    }
    return Dataset(.indexed(elements.working(like: all)), description, sizes: batchSizes)
  }
}

/// The file of a cache: what pipeline made it, then its elements.
private final class FileCache<Element: StorableElement>: Sendable {
  private let source: Dataset<Element>
  private let path: String
  private let file = Mutex<TFRecordFile?>(nil)

  init(_ source: Dataset<Element>, path: String) { (self.source, self.path) = (source, path) }

  func element(_ index: Int) throws -> Element? {
    let file = try opened()
    guard index + 1 < file.count else { return nil }
    guard let element = Element(storedBytes: try file.record(index + 1)[...]) else {
      throw damage("element \(index) is not one of the type")
    }
    return element
  }

  func damage(_ problem: String) -> PipelineError {
    .file(path, problem: "the cache of a dataset cannot be used: \(problem)", hint: "delete the file; it is made anew")
  }

  private func opened() throws -> TFRecordFile {
    try file.withLock { known in
      if let known { return known }
      if !FileManager.default.fileExists(atPath: path) { try write() }
      let file = try TFRecordFile(path)
      guard file.count > 0, try file.record(0) == Array(source.description.utf8) else { throw damage("another pipeline has made it") }
      known = file
      return file
    }
  }

  /// Under another name until it is whole.
  private func write() throws {
    let unfinished = path + ".\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: unfinished) }
    let writer = try TFRecordWriter(unfinished)
    try writer.write(Array(source.description.utf8))
    let reader = try source.reader(Reading(epoch: 0), at: nil)
    while let element = try reader.next() { try writer.write(element.storedBytes()) }
    try writer.close()
    guard rename(unfinished, path) == 0 else {
      throw PipelineError.file(path, problem: "the cache of a dataset cannot be written: \(lastSystemError())", hint: "")
    }
  }
}

private final class FileCacheReader<Element: StorableElement>: ElementReader {
  private let cache: FileCache<Element>
  private var position: Int

  init(_ cache: FileCache<Element>, at place: Place?) throws {
    position = try place?.numbers(of: "fileCache", atLeast: 1)[0] ?? 0
    self.cache = cache
  }

  func next() throws -> Element? {
    defer { position += 1 }
    return try cache.element(position)
  }

  var place: Place { Place("fileCache", [position]) }
}
