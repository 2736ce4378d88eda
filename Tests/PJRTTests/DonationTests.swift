import Foundation
import Testing

@testable import PJRT

@Suite("Donation", .enabled(if: Fixture.isAvailable, Fixture.needed))
struct DonationTests {
  /// Both ways to mark an argument whose memory may become the result's.
  static let forms = ["tf.aliasing_output = 1 : i32", "jax.buffer_donor = true"]

  @Test(arguments: forms)
  func aDonatedArgumentsMemoryHoldsAResult(form: String) throws {
    let program = try Fixture.compiledSumAndDouble(form)
    #expect(try program.memoryStatistics().aliasBytes == 16)
    let client = try Fixture.client()
    let (a, b) = (try client.buffer([1, 2, 3, 4]), try client.buffer([1, 1, 1, 1]))
    let address = try a.address
    let results = try program.execute([a, b])
    #expect(try results.map { try $0.address }.contains(address))
    #expect((a.isDeleted, b.isDeleted) == (true, false))
    #expect(try results.map { try $0.floats } == [[2, 3, 4, 5], [2, 4, 6, 8]])
    #expect(throws: CallProblem.argumentDeleted(index: 0)) { try program.execute([a, b]) }
    #expect(throws: CallProblem.bufferDeleted(Fixture.vector)) { try a.floats }
  }

  @Test(arguments: forms)
  func aKeptArgumentSurvives(form: String) throws {
    let program = try Fixture.compiledSumAndDouble(form)
    let client = try Fixture.client()
    let (a, b) = (try client.buffer([1, 2, 3, 4]), try client.buffer([1, 1, 1, 1]))
    for _ in 0..<3 {
      #expect(try program.execute([a, b], keeping: [0]).map { try $0.floats } == [[2, 3, 4, 5], [2, 4, 6, 8]])
      #expect(!a.isDeleted)
    }
    #expect(try a.floats == [1, 2, 3, 4])
  }

  @Test(arguments: [
    ["jax.buffer_donor = true", "jax.buffer_donor = true"], ["tf.aliasing_output = 0 : i32", "tf.aliasing_output = 1 : i32"],
  ])
  func eachArgumentIsKeptOrDonatedByItself(forms: [String]) throws {
    let program = try Fixture.compiledSumAndDouble(forms[0], forms[1])
    let client = try Fixture.client()
    for keeping in [[], [0], [1], [0, 1], [1, 0]] {
      let arguments = [try client.buffer([1, 2, 3, 4]), try client.buffer([1, 1, 1, 1])]
      let results = try program.execute(arguments, keeping: keeping)
      #expect(arguments.map(\.isDeleted) == [!keeping.contains(0), !keeping.contains(1)], "keeping \(keeping)")
      #expect(try results.map { try $0.floats } == [[2, 3, 4, 5], [2, 4, 6, 8]], "keeping \(keeping)")
    }
  }

  @Test func theSameArgumentTwiceCannotBeDonatedButKept() throws {
    let program = try Fixture.compiledSumAndDouble(Self.forms[1])
    let a = try Fixture.client().buffer([1, 2, 3, 4])
    let error = try #require(throws: PJRTError.self) { try program.execute([a, a]) }
    #expect(error.code == .invalidArgument)
    #expect(!a.isDeleted)
    for place in [0, 1] {
      #expect(try program.execute([a, a], keeping: [place])[0].floats == [2, 4, 6, 8])
      #expect(!a.isDeleted)
    }
  }

  @Test func anArgumentThatIsBeingReadIsNotDonated() throws {
    let program = try Fixture.compiledSumAndDouble(Self.forms[1])
    let client = try Fixture.client()
    let (a, b) = (try client.buffer([1, 2, 3, 4]), try client.buffer([1, 1, 1, 1]))
    let seen = try a.withUnsafeBytes { bytes in
      let results = try program.execute([a, b])
      #expect(try results[0].floats == [2, 3, 4, 5])
      return Array(bytes.bindMemory(to: Float.self))
    }
    #expect(seen == [1, 2, 3, 4])
    #expect(!a.isDeleted)
  }

  @Test func immutableStorageIsNeverWritten() throws {
    let program = try Fixture.compiledSumAndDouble(Self.forms[1])
    let client = try Fixture.client()
    let storage = try AlignedStorage([1, 2, 3, 4])
    let a = try client.buffer(sharing: storage, type: Fixture.vector)
    let results = try program.execute([a, client.buffer([1, 1, 1, 1])])
    #expect(try results.map { try $0.floats } == [[2, 3, 4, 5], [2, 4, 6, 8]])
    #expect(a.isDeleted)
    #expect(storage.floats == [1, 2, 3, 4])
  }

  @Test func mutableStorageBecomesTheResult() throws {
    let program = try Fixture.compiledSumAndDouble(Self.forms[1])
    let client = try Fixture.client()
    weak var watched: AlignedStorage?
    var results: [Buffer] = []
    do {
      let storage = try AlignedStorage([1, 2, 3, 4])
      watched = storage
      let a = try client.buffer(sharing: storage, type: Fixture.vector, mutable: true)
      results = try program.execute([a, client.buffer([1, 1, 1, 1])])
    }
    #expect(try results.map { try $0.address }.contains(UInt(bitPattern: try #require(watched).pointer)))
    #expect(try results.map { try $0.floats } == [[2, 3, 4, 5], [2, 4, 6, 8]])
    results = []
    #expect(watched == nil)
  }

  /// The double of its argument, in the argument's memory.
  private static func doubling() throws -> Executable {
    let text = Fixture.unary("stablehlo.add %a, %a : tensor<4xf32>")
      .replacing("%a: tensor<4xf32>)", with: "%a: tensor<4xf32> {jax.buffer_donor = true})")
    return try Fixture.client().compile(text, signature: .init(inputs: [Fixture.vector], outputs: [Fixture.vector]))
  }

  @Test func aLoopOfDonationsStaysInOnePlace() throws {
    let program = try Self.doubling()
    var state = try Fixture.client().buffer([1, 2, 3, 4])
    let address = try state.address
    for _ in 0..<20 { state = try program.execute([state])[0] }
    #expect(try state.address == address)
    #expect(try state.floats == [1, 2, 3, 4].map { $0 * 1_048_576 })
  }

  @Test(arguments: [0, 1])
  func aRenewedArgumentStandsForItsResult(output: Int) throws {
    let program = try Fixture.compiledSumAndDouble(Self.forms[1])
    let client = try Fixture.client()
    let (a, b) = (try client.buffer([1, 2, 3, 4]), try client.buffer([1, 1, 1, 1]))
    let expected: [[Float]] = [[2, 3, 4, 5], [2, 4, 6, 8]]
    for _ in 0..<2 {  // the first run is waited for, the second is not
      let a = try client.buffer([1, 2, 3, 4])
      let results = try program.execute([a, b], renewing: [(0, output)])
      #expect(results[output] === a)
      #expect(!a.isDeleted)
      #expect(try results.map { try $0.floats } == expected)
    }
    // What is not donated can be renewed as well: its content is given up.
    let results = try program.execute([a, b], renewing: [(1, 0), (0, 1)])
    #expect(results[0] === b && results[1] === a)
    #expect(try results.map { try $0.floats } == expected)
  }

  @Test func aLoopOfRenewalsIsOneBufferInOnePlace() throws {
    let program = try Self.doubling()
    let state = try Fixture.client().buffer([1, 2, 3, 4])
    let address = try state.address
    for _ in 0..<20 { _ = try program.execute([state], renewing: [(0, 0)]) }
    #expect(try state.address == address)
    #expect(try state.floats == [1, 2, 3, 4].map { $0 * 1_048_576 })
  }

  private static let images = BufferType(.f32, [16, 24, 24, 8])

  /// Many small convolutions, which take a tenth of a second, with a donated argument.
  private static func slowProgram() throws -> Executable {
    let (type, filter) = ("tensor<16x24x24x8xf32>", "tensor<5x5x8x8xf32>")
    let convolutions = (0..<60).map {
      """
      %\($0 + 1) = "stablehlo.convolution"(%\($0), %w) {dimension_numbers = #stablehlo.conv<[b, 0, 1, f]x[0, 1, i, o]->[b, 0, 1, f]>, \
      padding = dense<2> : tensor<2x2xi64>, batch_group_count = 1 : i64, feature_group_count = 1 : i64} : (\(type), \(filter)) -> \(type)
      """
    }
    let text = """
      func.func @main(%a: \(type) {jax.buffer_donor = true}) -> \(type) {
        %w = stablehlo.constant dense<0.01> : \(filter)
        %0 = stablehlo.abs %a : \(type)
        \(convolutions.joined(separator: "\n  "))
        return %60 : \(type)
      }
      """
    return try Fixture.client().compile(text, signature: .init(inputs: [images], outputs: [images]))
  }

  private static func zeros() throws -> Buffer {
    let storage = try AlignedStorage([Float](repeating: 0, count: 16 * 24 * 24 * 8))
    return try Fixture.client().buffer(copying: storage.pointer, type: images)
  }

  @Test func aDonatedArgumentIsLetGoWithoutWaitingForItsProgram() throws {
    let program = try Self.slowProgram()
    var state = try program.execute([Self.zeros()])[0]
    // The first run is waited for, the others are not, though nobody but the program holds what they were given.
    for _ in 0..<3 { state = try program.execute([state])[0] }
    #expect(try !state.isReady)
    for _ in 0..<3 { _ = try program.execute([state], renewing: [(0, 0)]) }
    #expect(isKnownUniquelyReferenced(&state), "no run that goes on holds it")
    #expect(try !state.isReady)
    try state.awaitReady()
  }

  @Test func aProcessMayEndWhileAProgramRuns() async {
    await #expect(processExitsWith: .success) {
      // Runs after the plugin has torn down what is its own, and gives a program that still runs the time to miss it.
      atexit { usleep(300_000) }
      let program = try Self.slowProgram()
      var state = try program.execute([Self.zeros()])[0]
      for _ in 0..<3 { state = try program.execute([state])[0] }
      if try state.isReady { exit(EXIT_FAILURE) }
      exit(EXIT_SUCCESS)
    }
  }
}
