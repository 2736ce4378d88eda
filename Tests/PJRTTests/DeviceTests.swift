import Testing

@testable import PJRT

@Suite("Several devices in one process", .enabled(if: Fixture.isAvailable, Fixture.needed))
struct DeviceTests {
  static let pair = BufferType(.f32, [2])
  private static let clients = Result { try Client(plugin: Fixture.plugin(), deviceCount: 4) }
  private func client() throws -> Client { try Self.clients.get() }

  private func arguments() throws -> [[Buffer]] {
    let client = try client()
    return try (0..<4).map { [try client.buffer([Float($0), 1], device: $0)] }
  }

  static let sumOverReplicas = """
    func.func @main(%a: tensor<2xf32>) -> tensor<2xf32> {
      %sum = "stablehlo.all_reduce"(%a) ({
      ^body(%x: tensor<f32>, %y: tensor<f32>):
        %z = stablehlo.add %x, %y : tensor<f32>
        stablehlo.return %z : tensor<f32>
      }) {replica_groups = dense<[[0, 1, 2, 3]]> : tensor<1x4xi64>} : (tensor<2xf32>) -> tensor<2xf32>
      return %sum : tensor<2xf32>
    }
    """

  @Test func aClientHasTheDevicesAskedFor() throws {
    let client = try client()
    #expect(client.devices.map(\.index) == [0, 1, 2, 3])
    #expect(Set(client.devices.map(\.identifier)).count == 4)
    #expect(client.platformName == "cpu")
    #expect(try Fixture.client().devices.count == 1)
    #expect(client.processIndex == 0)
  }

  @Test func replicasSumTheirArguments() throws {
    let program = try client().compile(
      Self.sumOverReplicas, signature: .init(inputs: [Self.pair], outputs: [Self.pair]), options: .init(replicas: 4))
    #expect(program.devices == [0, 1, 2, 3])
    let results = try program.execute(perDevice: arguments())
    #expect(try results.map { try $0[0].floats } == Array(repeating: [6, 4], count: 4))
    #expect(results.map { $0[0].device } == [0, 1, 2, 3])
    let loaded = try client().load(program.serialize(), signature: program.signature)
    #expect(try loaded.execute(perDevice: arguments(), keeping: [0]).map { try $0[0].floats } == Array(repeating: [6, 4], count: 4))
  }

  @Test func annotationsDivideAProgram() throws {
    let text = """
      sdy.mesh @mesh = <["x"=4]>
      func.func @main(%a: tensor<8xf32> {sdy.sharding = #sdy.sharding<@mesh, [{"x"}]>})
          -> (tensor<8xf32> {sdy.sharding = #sdy.sharding<@mesh, [{"x"}]>}) {
        %b = stablehlo.add %a, %a : tensor<8xf32>
        return %b : tensor<8xf32>
      }
      """
    let options = CompileOptions(partitions: 4, useShardy: true)
    let program = try client().compile(text, signature: .init(inputs: [Self.pair], outputs: [Self.pair]), options: options)
    #expect(try program.execute(perDevice: arguments()).map { try $0[0].floats } == [[0, 2], [2, 2], [4, 2], [6, 2]])
  }

  @Test(arguments: 0..<4)
  func aProgramRunsOnTheDeviceChosen(device: Int) throws {
    let client = try client()
    let text = Fixture.unary("stablehlo.negate %a : tensor<2xf32>", "tensor<2xf32>")
    let program = try client.compile(
      text, signature: .init(inputs: [Self.pair], outputs: [Self.pair]), options: .init(devices: [device]))
    #expect(program.devices == [device])
    let result = try program.execute([client.buffer([1, 2], device: device)])[0]
    #expect(try result.floats == [-1, -2])
    #expect(result.device == device)
    let other = (device + 1) % 4
    #expect(throws: CallProblem.argumentOnOtherDevice(index: 0, expected: device, given: other)) {
      try program.execute([client.buffer([1, 2], device: other)])
    }
    let moved = try result.copied(to: other)
    #expect(moved.device == other)
    #expect(try moved.floats == [-1, -2])
  }

  @Test func argumentListsForTheWrongNumberOfDevicesAreRefused() throws {
    let program = try client().compile(
      Self.sumOverReplicas, signature: .init(inputs: [Self.pair], outputs: [Self.pair]), options: .init(replicas: 4))
    let lists = try arguments()
    #expect(throws: CallProblem.argumentLists(expected: 4, given: 3)) { try program.execute(perDevice: Array(lists.dropLast())) }
    #expect(throws: CallProblem.argumentLists(expected: 4, given: 1)) { try program.execute(lists[0]) }
    #expect(throws: CallProblem.argumentOnOtherDevice(index: 0, expected: 0, given: 3)) {
      try program.execute(perDevice: lists.reversed())
    }
  }

  @Test func memoryUseIsAnErrorWhereThePlatformDoesNotCountIt() throws {
    let error = try #require(throws: PJRTError.self) { try client().memoryUse() }
    #expect(error.code == .unimplemented)
  }

  @Test func aClientWithOneThreadComputesToo() throws {
    let client = try Client(plugin: Fixture.plugin(), threadCount: 1)
    #expect(try client.buffer([1, 2, 3]).floats == [1, 2, 3])
  }
}
