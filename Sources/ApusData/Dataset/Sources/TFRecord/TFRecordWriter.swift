import Foundation
import WireFormats

/// Writes a TFRecord file, record after record.
///
///     let writer = try TFRecordWriter("train.tfrecord")
///     for image in images { try writer.write(TFExample(["image": .bytes([image.bytes]), "label": .integers([image.label])])) }
///     try writer.close()
///
/// A file that is there is replaced.
public final class TFRecordWriter {
  private let path: String
  private let handle: FileHandle
  private var pending = Data()

  /// - Throws: `PipelineError.file`.
  public init(_ path: String) throws(PipelineError) {
    self.path = path
    guard FileManager.default.createFile(atPath: path, contents: nil), let handle = FileHandle(forWritingAtPath: path) else {
      throw .file(path, problem: "a TFRecord file cannot be written: \(lastSystemError())", hint: "")
    }
    self.handle = handle
  }

  /// Adds a record.
  public func write(_ record: [UInt8]) throws(PipelineError) {
    var header: [UInt8] = []
    header.appendLittleEndian(UInt64(record.count))
    header.appendLittleEndian(CRC32C(header).masked)
    var footer: [UInt8] = []
    footer.appendLittleEndian(CRC32C(record).masked)
    pending.append(contentsOf: header)
    pending.append(contentsOf: record)
    pending.append(contentsOf: footer)
    if pending.count > 1 << 20 { try flush() }
  }

  /// Adds an example.
  public func write(_ example: TFExample) throws(PipelineError) { try write(example.serialized) }

  /// Brings everything to the disk. Records that are written afterwards are an error.
  public func close() throws(PipelineError) {
    try flush()
    do {
      try handle.synchronize()
      try handle.close()
    } catch {
      throw problem(error)
    }
  }

  private func flush() throws(PipelineError) {
    do { try handle.write(contentsOf: pending) } catch { throw problem(error) }
    pending.removeAll(keepingCapacity: true)
  }

  private func problem(_ error: any Error) -> PipelineError {
    .file(path, problem: "a TFRecord file cannot be written: \(error.localizedDescription)", hint: "")
  }
}
