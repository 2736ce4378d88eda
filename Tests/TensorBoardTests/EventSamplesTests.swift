import Foundation
import Testing

@testable import TensorBoard

private enum EventSamples {
  static let folder = URL(fileURLWithPath: #filePath).appendingPathComponent("../../../../shared/samples").standardizedFileURL.path
  static var exist: Bool { FileManager.default.fileExists(atPath: folder) }
}

/// Event files that lie beside the package where its developers have them: good ones, which TensorBoard shows, and damaged ones.
@Suite(.enabled(if: EventSamples.exist, "../shared/samples is not here"))
struct EventSamplesTests {
  private func file(_ folder: String) throws -> EventFile {
    try EventFile(path: try #require(try EventFileWriter.eventFiles(in: EventSamples.folder + "/" + folder).first))
  }

  @Test func goodFilesAreReadToTheirEnd() throws {
    for name in ["tensorboard_log", "tensorboard_log/run1", "tensorboard_log/run1/train", "tensorboard_log/run1/validation"] {
      let file = try file(name)
      #expect(file.ending == .whole)
      #expect(file.events.count > 1)
      #expect(!file.events.contains { $0.content == .other })
    }
    let start = try file("tensorboard_log/run1").events[1]
    guard case .summary(let values) = start.content else { throw PNGReader.Problem.format }
    #expect(values.map(\.tag) == ["_hparams_/session_start_info"])
    #expect(values.first?.plugin?.name == "hparams")
    #expect(try !file("tensorboard_log/run1/train").scalars("loss").isEmpty)
  }

  @Test func whatIsReadIsTheSameAfterItIsWritten() throws {
    for name in ["tensorboard_log", "tensorboard_log/run1", "tensorboard_log/run1/train"] {
      for event in try file(name).events { #expect(try Event(event.message[...]) == event) }
    }
  }

  @Test func damagedFilesAreReadToTheDamage() throws {
    let corrupt = try file("bad/tbbad/run"), torn = try file("bad/tbtrunc/run")
    guard case .corrupt = corrupt.ending, case .torn = torn.ending else { throw PNGReader.Problem.format }
    #expect(!corrupt.events.isEmpty && !torn.events.isEmpty)
  }
}
