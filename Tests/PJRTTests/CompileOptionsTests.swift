import Testing

@testable import PJRT

@Suite("Compile options")
struct CompileOptionsTests {
  /// field 3 { 1: -1, 4: 1, 5: 1 }
  static let minimal: [UInt8] = [0x1A, 0x0F, 0x08] + Array(repeating: 0xFF, count: 9) + [0x01, 0x20, 0x01, 0x28, 0x01]

  @Test func theDefaultIsTheShortestMessageThatCompiles() {
    #expect(CompileOptions().serialized() == Self.minimal)
  }

  @Test func partitionsAskForDivisionAndShardy() {
    let bytes = CompileOptions(partitions: 4, useShardy: true).serialized()
    #expect(bytes == [0x1A, 0x14, 0x08] + Array(repeating: 0xFF, count: 9) + [0x01, 0x20, 1, 0x28, 4, 0x30, 1, 0x98, 1, 1])
  }

  @Test func devicesAreWrittenForEachPartition() {
    let bytes = CompileOptions(replicas: 2, partitions: 2, devices: [0, 1, 2, 300]).serialized()
    // The assignment: 2 replicas, 2 partitions, partition 0 on 0 and 2, partition 1 on 1 and 300.
    let assignment: [UInt8] = [0x08, 2, 0x10, 2, 0x1A, 4, 0x0A, 2, 0, 2, 0x1A, 5, 0x0A, 3, 1, 0xAC, 2]
    #expect(Array(bytes.suffix(assignment.count + 2)) == [0x4A, UInt8(assignment.count)] + assignment)
  }

  @Test func overridesFollowInOrderOfTheirNames() {
    let overrides: [String: CompileOptions.Override] = ["d": .double(1), "b": .bool(true), "c": .integer(-1), "a": .string("x")]
    let bytes = CompileOptions(overrides: overrides).serialized().dropFirst(Self.minimal.count)
    let expected: [[UInt8]] = [
      [0x3A, 8, 0x0A, 1, 0x61, 0x12, 3, 0x0A, 1, 0x78],
      [0x3A, 7, 0x0A, 1, 0x62, 0x12, 2, 0x10, 1],
      [0x3A, 16, 0x0A, 1, 0x63, 0x12, 11, 0x18] + Array(repeating: 0xFF, count: 9) + [1],
      [0x3A, 14, 0x0A, 1, 0x64, 0x12, 9, 0x21, 0, 0, 0, 0, 0, 0, 0xF0, 0x3F],
    ]
    #expect(Array(bytes) == expected.flatMap(\.self))
  }

  @Test(arguments: [(0, 1), (1, 0), (-1, -1), (3, 2), (Int.max, 2)])
  func gridsThatNoDeviceCanRunAreRefused(replicas: Int, partitions: Int) {
    let options = CompileOptions(replicas: replicas, partitions: partitions)
    #expect(throws: CallProblem.programGrid(replicas: replicas, partitions: partitions, deviceCount: 4)) {
      try options.validate(deviceCount: 4)
    }
  }

  @Test(arguments: [[], [0], [0, 0], [0, 4], [-1, 0], [0, 1, 2]])
  func assignmentsThatCannotBeAreRefused(devices: [Int]) {
    #expect(throws: CallProblem.deviceAssignment(devices, expected: 2)) {
      try CompileOptions(replicas: 2, devices: devices).validate(deviceCount: 4)
    }
  }

  @Test func theOptionThatCrashesIsRefused() {
    let name = "xla_cpu_experimental_ynn_fusion_type"
    #expect(throws: CallProblem.unsafeOverride(name)) {
      try CompileOptions(overrides: [name: .string("ELTWISE")]).validate(deviceCount: 1)
    }
  }
}
