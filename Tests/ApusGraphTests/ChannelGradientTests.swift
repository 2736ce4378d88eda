import ApusTesting
import Testing

@testable import ApusGraph

/// The gradient of a filter of a convolution of each channel by itself, as the sums that XLA gets, against its definition.
@Suite struct ChannelGradientTests {
  struct Setting: Sendable, CustomTestStringConvertible {
    let windows: [Convolution.Window]
    let input: TensorShape
    let filter: TensorShape
    var testDescription: String { "\(input) with \(filter), \(windows)" }

    init(_ windows: [Convolution.Window], _ input: TensorShape, _ filter: TensorShape) {
      (self.windows, self.input, self.filter) = (windows, input, filter)
    }

    /// The convolution that the derivative with respect to the filter is, and the types of its operands.
    func correlation() throws -> (convolution: Convolution, operands: [TensorType], result: TensorType) {
      let x = Node.placeholder(TensorType(.float32, input)), w = Node.placeholder(TensorType(.float32, filter))
      let y = Node.make(Convolution(windows, featureGroups: input[input.rank - 1]), [x, w])
      let gradient = try #require(ReverseSweep(of: y).gradients(withRespectTo: [w])[0])
      return (try #require(gradient.operation as? Convolution), gradient.operands.map(\.type), gradient.type)
    }
  }

  static let settings = [
    Setting([.init(padding: (1, 1)), .init(padding: (1, 1))], [2, 5, 6, 3], [3, 3, 1, 3]),
    Setting([.init(stride: 2, padding: (0, 1)), .init(stride: 2, padding: (0, 1))], [2, 6, 4, 2], [3, 3, 1, 2]),
    Setting([.init(stride: 2, padding: (1, 2)), .init(stride: 3)], [1, 7, 8, 2], [3, 2, 1, 4]),
    Setting([.init(padding: (2, -1), filterDilation: 2), .init(inputDilation: 2)], [2, 6, 4, 3], [2, 3, 1, 6]),
    Setting([.init(padding: (1, 0))], [3, 6, 2], [3, 1, 2]),
    Setting([.init(), .init(padding: (1, 1)), .init()], [1, 3, 4, 2, 2], [2, 3, 1, 1, 2]),
  ]

  @Test(arguments: settings, DType.floatingPoint) func theSumsAreTheDefinition(_ setting: Setting, _ dtype: DType) throws {
    let (convolution, types, result) = try setting.correlation()
    #expect(convolution.isGradientOfChannelFilter(types, to: result))
    let operands = try types.enumerated().map { try HostArray.random(TensorType(dtype, $1.shape), seed: UInt64($0)) }
    let expected = try convolution.evaluate(operands, to: TensorType(dtype, result.shape))
    let program = try Program(tracing: { convolution.gradientOfChannelFilter($0[0], $0[1], result.shape) }, operands.map(\.type))
    let difference = try Tolerance(floor: 30).difference(expected, program.evaluate(operands)[0])
    #expect(difference == nil, "\(difference ?? "")")
  }

  @Test(.enabled(if: TestDevice.isAvailable, TestDevice.needed), arguments: settings)
  func xlaComputesTheSums(_ setting: Setting) throws {
    let (convolution, types, result) = try setting.correlation()
    let operands = try types.enumerated().map { try HostArray.random($1, seed: UInt64($0)) }
    let program = try Program(tracing: { .make(convolution, $0) }, types)
    #expect(try !program.stableHLO().contains("stablehlo.convolution"))
    let found = try TestDevice.run(program, operands)[0]
    #expect(try Tolerance(floor: 30).difference(convolution.evaluate(operands, to: result), found) == nil)
  }

  @Test func groupsOfSeveralChannelsAreAnotherMatter() throws {
    let x = Node.placeholder(TensorType(.float32, [2, 5, 6, 4])), w = Node.placeholder(TensorType(.float32, [3, 3, 2, 4]))
    let y = Node.make(Convolution([.init(), .init()], featureGroups: 2), [x, w])
    let gradient = try #require(ReverseSweep(of: y).gradients(withRespectTo: [w])[0])
    let convolution = try #require(gradient.operation as? Convolution)
    #expect(!convolution.isGradientOfChannelFilter(gradient.operands.map(\.type), to: gradient.type))
  }

  @Test func othersGetOneConvolution() throws {
    let (convolution, types, _) = try Self.settings[0].correlation()
    let program = try Program(tracing: { .make(convolution, $0) }, types)
    #expect(try program.stableHLO(style: .portable).contains("stablehlo.convolution"))
  }
}
