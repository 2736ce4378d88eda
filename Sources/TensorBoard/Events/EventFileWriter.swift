import Checkpoints
import Foundation
import Synchronization

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// Appends events to a file in a folder, which TensorBoard shows as one run.
///
/// Events are collected and written together, whole records at a time: when `flushInterval` seconds have passed since the last time,
/// when a megabyte has come together, at `flush()`, and when the writer is let go of. A process that is killed loses what was not
/// yet written, and the file can be read to its last whole record.
public final class EventFileWriter: Sendable {
  /// Gives the time in seconds since 1970.
  public typealias Clock = @Sendable () -> Double

  private struct State {
    var pending: [UInt8] = []
    var lastFlush: Double
  }

  public let path: String
  private let descriptor: Int32
  private let clock: Clock
  private let flushInterval: Double
  private let state: Mutex<State>

  static let pendingByteLimit = 1 << 20
  public static let systemClock: Clock = { Date().timeIntervalSince1970 }
  private static let numberOfFile = Atomic<Int>(0)

  /// Begins a file in `folder`, or goes on with the last one there.
  ///
  /// - Parameters:
  ///   - lastStep: where a run that goes on had come to: later events of the file are removed, and a record that was cut short. `nil`
  ///     begins a file.
  ///   - clock: for tests.
  /// - Throws: `EventFileError`; `AtomicFileError` if the file cannot be cut back.
  public init(
    folder: String, resumingAfterStep lastStep: Int? = nil, flushInterval: Double = 10, clock: @escaping Clock = systemClock
  ) throws {
    do { try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true) } catch {
      throw EventFileError.unwritable(path: folder, reason: error.localizedDescription)
    }
    (self.clock, self.flushInterval) = (clock, flushInterval)
    let now = clock()
    var isNew = true
    if let lastStep, let last = try Self.eventFiles(in: folder).last {
      for file in try Self.eventFiles(in: folder) { try Self.cutBack(file, toStep: lastStep) }
      (path, isNew) = (last, try EventFile(path: last).events.isEmpty)
    } else {
      path = folder + "/" + Self.fileName(at: now)
    }
    descriptor = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { throw EventFileError.unwritable(path: path, reason: String(cString: strerror(errno))) }
    state = Mutex(State(lastFlush: now))
    if isNew {
      state.withLock { $0.pending += RecordFraming.framed(Event(wallTime: now, step: 0, content: .fileVersion(Event.version)).message) }
      try flush()
    }
  }

  deinit {
    try? flush()
    close(descriptor)
  }

  var now: Double { clock() }

  /// Takes an event up, with the time that it is.
  ///
  /// - Throws: `EventFileError` where events that came together cannot be written.
  public func append(_ content: Event.Content, step: Int) throws {
    let now = clock()
    let record = RecordFraming.framed(Event(wallTime: now, step: step, content: content).message)
    let isDue = state.withLock { state in
      state.pending += record
      return now - state.lastFlush >= flushInterval || state.pending.count >= Self.pendingByteLimit
    }
    if isDue { try flush() }
  }

  /// Writes what has come together.
  ///
  /// - Throws: `EventFileError`; the events are then kept, and tried again the next time.
  public func flush() throws {
    try state.withLock { state in
      state.lastFlush = clock()
      while !state.pending.isEmpty {
        let written = state.pending.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
        if written < 0, errno == EINTR { continue }
        guard written > 0 else { throw EventFileError.unwritable(path: path, reason: String(cString: strerror(errno))) }
        state.pending.removeFirst(written)
      }
    }
  }

  /// The event files of a folder by their names, which begin with the time.
  static func eventFiles(in folder: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder).filter { $0.hasPrefix("events.out.tfevents.") }.sorted()
      .map { folder + "/" + $0 }
  }

  /// Removes the events after `step` from a file, and a record that was cut short. The file is at every moment the old or the new one.
  public static func cutBack(_ path: String, toStep step: Int) throws {
    let file = try EventFile(path: path)
    let kept = zip(file.events, file.records).filter { $0.0.step <= step }
    if kept.count == file.events.count, file.ending == .whole { return }
    try AtomicFile.write(to: path) { rewritten in
      for (_, record) in kept { try record.withUnsafeBytes { try rewritten.append($0) } }
    }
  }

  /// As TensorFlow names them: the time, the machine, the process, and a number for several in one second.
  private static func fileName(at time: Double) -> String {
    let seconds = String(Int(max(0, min(time, 1e12))))
    let padded = String(repeating: "0", count: max(0, 10 - seconds.count)) + seconds
    let host = ProcessInfo.processInfo.hostName.replacing("/", with: "_")
    let number = numberOfFile.wrappingAdd(1, ordering: .relaxed).oldValue
    return "events.out.tfevents.\(padded).\(host).\(ProcessInfo.processInfo.processIdentifier).\(number).v2"
  }
}
