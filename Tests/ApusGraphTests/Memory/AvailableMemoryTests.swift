import Foundation
import Testing

@testable import ApusGraph

/// What the files of Linux say about memory, written as the system writes them.
@Suite struct AvailableMemoryTests {
  private static let meminfo = ["proc/meminfo": "MemTotal:       24000000 kB\nMemAvailable:   2000000 kB\nSwapFree: 0 kB\n"]
  private static let available = 2_048_000_000

  private func bytes(_ files: [String: String]) throws -> Int? {
    let root = FileManager.default.temporaryDirectory.appendingPathComponent("apus-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: root) }
    try FileManager.default.createDirectory(at: root, withIntermediateDirectories: true)
    for (path, text) in files {
      let file = root.appendingPathComponent(path)
      try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: file)
    }
    return AvailableMemory.beyondTheProcess(root: root.path)
  }

  @Test func withoutControlGroupsItIsWhatTheSystemHas() throws {
    #expect(try bytes(Self.meminfo) == Self.available)
    #expect(try bytes(Self.meminfo.merging(["proc/self/cgroup": "no group\n"]) { $1 }) == Self.available)
  }

  @Test func whereNothingIsKnownThereIsNoNumber() throws { #expect(try bytes(["proc/meminfo": "MemTotal: 5 kB\n"]) == nil) }

  @Test(arguments: [
    // Files that nobody uses make room.
    (["memory.max": "1000000\n", "memory.current": "700000\n", "memory.stat": "anon 5\ninactive_file 200000\n"], 500_000),
    (["memory.max": "1000000\n", "memory.current": "1200000\n"], 0),
    (["memory.max": "max\n", "memory.current": "700000\n"], available),
    (["memory.max": "9000000000\n", "memory.current": "0\n"], available),
    (["memory.max": "1000000\n"], available),
  ])
  func aGroupLimitsItsProcesses(files: [String: String], expected: Int) throws {
    for folder in ["/", "/inner", "/inner/most"] {
      let path = "sys/fs/cgroup" + (folder == "/" ? "" : folder)
      let group = Dictionary(uniqueKeysWithValues: files.map { ("\(path)/\($0)", $1) })
      let all = Self.meminfo.merging(group) { $1 }.merging(["proc/self/cgroup": "0::/inner/most\n"]) { $1 }
      #expect(try bytes(all) == expected, "\(folder)")
    }
  }

  @Test func ofGroupsAroundEachOtherTheNarrowestCounts() throws {
    let files = [
      "proc/self/cgroup": "0::/a\n", "sys/fs/cgroup/memory.max": "5000", "sys/fs/cgroup/memory.current": "1000",
      "sys/fs/cgroup/a/memory.max": "9000", "sys/fs/cgroup/a/memory.current": "1000",
    ]
    #expect(try bytes(Self.meminfo.merging(files) { $1 }) == 4000)
  }

  @Test func groupsOfTheFirstVersionCountToo() throws {
    let folder = "sys/fs/cgroup/memory/docker"
    let files = [
      "proc/self/cgroup": "12:pids:/docker\n7:cpu,memory:/docker\n", "\(folder)/memory.limit_in_bytes": "3000000",
      "\(folder)/memory.usage_in_bytes": "2500000", "\(folder)/memory.stat": "total_inactive_file 500000\n",
    ]
    #expect(try bytes(Self.meminfo.merging(files) { $1 }) == 1_000_000)
    let unlimited = ["\(folder)/memory.limit_in_bytes": "9223372036854771712"]
    #expect(try bytes(Self.meminfo.merging(files) { $1 }.merging(unlimited) { $1 }) == Self.available)
  }

  @Test func thisMachineHasMemoryLeft() {
    if FileManager.default.fileExists(atPath: "/proc/meminfo") { #expect(AvailableMemory.beyondTheProcess() ?? 0 > 0) }
  }

  @Test(arguments: [
    ("1000", 1000), ("512MB", 512_000_000), ("512 MB", 512_000_000), ("2.5GB", 2_500_000_000), ("1 kB", 1000), ("0", 0), ("3b", 3),
    ("1TB", 1_000_000_000_000),
  ])
  func theLimitIsAnAmountOfMemory(text: String, bytes: Int) throws {
    #expect(try AvailableMemory.limit(environment: ["APUS_MEMORY_LIMIT": text]) == bytes)
  }

  @Test func withoutALimitThereIsNone() throws {
    #expect(try AvailableMemory.limit(environment: [:]) == nil)
    #expect(try AvailableMemory.limit(environment: ["APUS_MEMORY_LIMIT": ""]) == nil)
  }

  @Test(arguments: ["much", "-5", "1.2.3", "12 XB", "MB", "1e30TB", "9999999999999999999"])
  func anotherTextIsAMistake(text: String) {
    #expect(throws: MemoryLimitProblem(text: text)) { try AvailableMemory.limit(environment: ["APUS_MEMORY_LIMIT": text]) }
    #expect("\(MemoryLimitProblem(text: text))".contains(text))
  }
}
