import Foundation
import Testing

/// A training process that is killed at random moments and started again ends with the files of one that was left alone.
struct KillTests {
  private static let files = ["weights.safetensors", "history.txt", "log.csv"]

  /// `APUS_KILLS` says how many times; `make soak` asks for many.
  private static let killCount = ProcessInfo.processInfo.environment["APUS_KILLS"].flatMap(Int.init) ?? 50

  @Test func aRunThatIsKilledAtRandomMomentsEndsWithTheSameBytes() throws {
    let start = ContinuousClock.now
    let (expected, expectedRuns) = try withTemporaryFolder { folder in
      #expect(try TrainingProcess(in: folder).wait() == 0)
      return (try Self.contents(folder), try TensorBoardRuns(in: folder))
    }
    #expect(expectedRuns.charts.keys.count == 2 + 2 + 2 + 7 + 6)
    let duration = (ContinuousClock.now - start) / .seconds(1)
    var random = Moments(state: 2024)
    var (kills, continuations) = (0, 0)
    while kills < Self.killCount {
      try withTemporaryFolder { folder in
        while true {
          let process = try TrainingProcess(in: folder)
          defer { if process.errors.contains("Apus: going on from") { continuations += 1 } }
          // Early ones too, at which the process is still starting; a run of so many kills comes to its end all the same.
          if kills < Self.killCount, process.kill(after: duration * random.next()) {
            kills += 1
            continue
          }
          #expect(process.wait() == 0, "\(process.errors)")
          break
        }
        #expect(try Self.contents(folder) == expected, "after \(kills) kills")
        let runs = try TensorBoardRuns(in: folder)
        #expect(runs.differences(from: expectedRuns) == [], "after \(kills) kills")
        #expect(runs.isReadable)
      }
    }
    #expect(continuations > 0)
  }

  private static func contents(_ folder: String) throws -> [Data] {
    try files.map { try Data(contentsOf: URL(fileURLWithPath: folder + "/" + $0)) }
  }
}

/// The program `InterruptedTraining`, as built beside the tests.
private struct TrainingProcess {
  private let process = Process()
  private let errorFile: String

  init(in folder: String) throws {
    let products = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()
    process.executableURL = products.appendingPathComponent("InterruptedTraining")
    process.arguments = [folder]
    errorFile = folder + "/errors.txt"
    try Data().write(to: URL(fileURLWithPath: errorFile))
    process.standardError = FileHandle(forWritingAtPath: errorFile)
    process.standardInput = FileHandle.nullDevice
    try process.run()
  }

  /// - Returns: whether it was still running then.
  func kill(after seconds: Double) -> Bool {
    let end = ContinuousClock.now + .seconds(seconds)
    while process.isRunning, ContinuousClock.now < end { usleep(500) }
    guard process.isRunning else { return false }
    Foundation.kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
    return process.terminationReason == .uncaughtSignal
  }

  func wait() -> Int32 {
    process.waitUntilExit()
    return process.terminationStatus
  }

  var errors: String { (try? String(contentsOfFile: errorFile, encoding: .utf8)) ?? "" }
}

/// Numbers from 0 to 1 that are the same in every run of the test: xorshift (Marsaglia, 2003).
private struct Moments {
  var state: UInt64

  mutating func next() -> Double {
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    return Double(state >> 11) / Double(1 << 53)
  }
}
