import ApusTesting
import Testing

@testable import ApusGraph

/// Convolutions by oneDNN, against the definition.
@Suite(
  .enabled(if: TestDevice.isAvailable, TestDevice.needed),
  .enabled(if: OneDNN.shared != nil, "oneDNN is not installed: apt install libdnnl3, or libdnnl2")
)
struct LibraryConvolutionTests {
  typealias Window = Convolution.Window

  struct Setting: Sendable, CustomTestStringConvertible {
    let windows: [Window]
    let input: TensorShape
    let filter: TensorShape
    let groups: Int
    var testDescription: String { "\(input) with \(filter), \(groups) groups, \(windows)" }

    init(_ windows: [Window], _ input: TensorShape, _ filter: TensorShape, groups: Int = 1) {
      self.windows = windows
      self.input = input
      self.filter = filter
      self.groups = groups
    }
  }

  /// Batches that divide by no number of threads too, all ranks, and windows that leave elements out.
  static let settings = [
    Setting([.init(padding: (1, 1)), .init(padding: (1, 1))], [5, 16, 16, 16], [3, 3, 16, 16]),
    Setting([.init(), .init()], [3, 18, 14, 8], [5, 5, 8, 16]),
    Setting([.init(stride: 2, padding: (0, 1)), .init(stride: 2, padding: (0, 1))], [4, 16, 16, 16], [3, 3, 16, 32]),
    Setting([.init(stride: 2), .init(stride: 2)], [1, 33, 34, 16], [1, 1, 16, 32]),
    Setting([.init(stride: 3, padding: (1, 0)), .init(padding: (2, 1))], [2, 19, 12, 32], [4, 3, 32, 16]),
    Setting([.init(padding: (2, 2), filterDilation: 2), .init(padding: (3, 3), filterDilation: 3)], [2, 16, 20, 16], [3, 3, 16, 16]),
    Setting([.init(padding: (3, 3))], [7, 130, 16], [7, 16, 32]),
    Setting([.init(padding: (1, 1)), .init(), .init(stride: 2, padding: (1, 0))], [2, 6, 9, 10, 16], [3, 2, 3, 16, 16]),
    Setting([.init(padding: (1, 1)), .init(padding: (1, 1))], [5, 16, 14, 32], [3, 3, 1, 32], groups: 32),
    Setting([.init(padding: (1, 1)), .init(padding: (1, 1))], [3, 3, 3, 256], [3, 3, 1, 256], groups: 256),
    Setting([.init(stride: 2, padding: (0, 1)), .init(stride: 2, padding: (0, 1))], [4, 16, 16, 8], [3, 3, 1, 8], groups: 8),
    Setting([.init(padding: (2, 2)), .init(padding: (1, 3))], [2, 12, 20, 16], [5, 5, 1, 16], groups: 16),
  ]

  private enum Role: CaseIterable { case output, inputGradient, filterGradient }

  private func node(_ role: Role, _ convolution: Convolution, _ x: Node, _ w: Node, _ cotangent: Node) -> Node? {
    let y = Node.make(convolution, [x, w])
    switch role {
    case .output: return y
    case .inputGradient: return convolution.pullback(cotangent, operands: [x, w], result: y)[0]
    case .filterGradient: return convolution.pullback(cotangent, operands: [x, w], result: y)[1]
    }
  }

  /// The programs of a convolution and its gradients, each with what differs from the definition.
  private func comparisons(_ convolution: Convolution, _ setting: Setting) throws -> [(role: Role, program: Program, difference: String?)] {
    let x = try HostArray.random(TensorType(.float32, setting.input), seed: 1)
    let w = try HostArray.random(TensorType(.float32, setting.filter), seed: 2)
    let cotangent = try HostArray.random(convolution.resultType(of: [x.type, w.type]), seed: 3)
    return try Role.allCases.map { role in
      let program = try Program(
        tracing: { node(role, convolution, $0[0], $0[1], $0[2]) ?? $0[0] }, [x.type, w.type, cotangent.type])
      return (role, program, try TestDevice.difference(program, [x, w, cotangent]))
    }
  }

  @Test(arguments: settings) func aConvolutionAndItsGradientsAreTheDefinition(_ setting: Setting) throws {
    for (role, program, difference) in try comparisons(Convolution(setting.windows, featureGroups: setting.groups), setting) {
      #expect(difference == nil, "\(role): \(difference ?? "")")
      #expect(try program.stableHLO().contains("@apus_convolution"), "\(role)")
    }
  }

  /// oneDNN's own order has these first, on processors with AVX-512.
  @Test(
    arguments: [
      ([4, 16, 16, 32], [3, 3, 1, 32], 32, "brdgmm_dw:"), ([4, 28, 28, 3], [5, 5, 3, 16], 1, "brgconv:"),
      ([4, 28, 28, 8], [3, 3, 8, 32], 1, "brgconv:"),
    ] as [(TensorShape, TensorShape, Int, String)])
  func kernelsThatWereMeasuredToBeSlowAreNotTaken(_ input: TensorShape, _ filter: TensorShape, _ groups: Int, _ slow: String) throws {
    let convolution = Convolution([Window(padding: (1, 1)), Window(padding: (1, 1))], featureGroups: groups)
    let operands = [TensorType(.float32, input), TensorType(.float32, filter)]
    let kernel = try #require(LibraryConvolution(convolution, operands, to: convolution.resultType(of: operands))?.kernel)
    #expect(kernel.hasPrefix("jit") && !kernel.hasPrefix(slow))
  }

  /// A processor that multiplies 16 bits does so forward and in both gradients.
  @Test func gradientsTakeRoundedOperandsWhereTheConvolutionDoes() throws {
    let setting = Self.settings[0]
    let programs = try comparisons(Convolution(setting.windows, roundedTo: .bfloat16), setting).map(\.program)
    let takesRounded = try programs.map { try $0.stableHLO().contains(/@apus_convolution.*\(tensor<[0-9x]*xbf16>, tensor<[0-9x]*xbf16>\)/) }
    #expect(Set(takesRounded).count == 1)
  }

  /// oneDNN has code for it where the processor multiplies such numbers; elsewhere the rounded operands are `Float` again.
  @Test(arguments: settings) func roundedOperandsAreConvolved(_ setting: Setting) throws {
    for (role, _, difference) in try comparisons(Convolution(setting.windows, featureGroups: setting.groups, roundedTo: .bfloat16), setting)
    {
      #expect(difference == nil, "\(role): \(difference ?? "")")
    }
  }

  @Test func aTransposedConvolutionIsTheGradientOfAnInput() throws {
    let spread = Convolution([Window(padding: (2, 1), inputDilation: 2), Window(padding: (2, 1), inputDilation: 2)])
    let x = try HostArray.random(TensorType(.float32, [3, 9, 9, 16]), seed: 4)
    let w = try HostArray.random(TensorType(.float32, [3, 3, 16, 32]), seed: 5)
    let program = try Program(tracing: { .make(spread, $0) }, [x.type, w.type])
    #expect(try TestDevice.difference(program, [x, w]) == nil)
    #expect(try program.stableHLO().contains("@apus_convolution"))
  }

  @Test func aWindowThatIsNoneOfTheThreeStaysWithXLA() throws {
    let both = Convolution([Window(stride: 2, inputDilation: 2), Window(stride: 2, inputDilation: 2)])
    let groups = Convolution([Window(), Window()], featureGroups: 2)
    for (convolution, filter) in [(both, TensorShape(3, 3, 16, 16)), (groups, TensorShape(3, 3, 8, 16))] {
      let operands = [TensorType(.float32, [8, 20, 20, 16]), TensorType(.float32, filter)]
      #expect(try LibraryConvolution(convolution, operands, to: convolution.resultType(of: operands)) == nil)
    }
  }

  @Test func aFileForOthersHasNoCall() throws {
    let convolution = Convolution([Window(padding: (1, 1)), Window(padding: (1, 1))])
    let types = [TensorType(.float32, [32, 32, 32, 16]), TensorType(.float32, [3, 3, 16, 16])]
    let program = try Program(tracing: { .make(convolution, $0) }, types)
    #expect(try program.stableHLO().contains("@apus_convolution"))
    #expect(try !program.stableHLO(style: .portable).contains("@apus_convolution"))
  }

  /// What a program from a file could say.
  @Test(arguments: [
    "", "0", "0, 2", "3, 2, 1, 1, 1, 1, 1, 1, 3, 2, 0, 1", "-1, 2, 1, 1, 1, 1, 1, 1, 3, 2, 0, 1", "0, 4, 1, 1, 1, 1, 1, 1, 3, 2, 0, 1",
    "0, 2, 0, 1, 1, 1, 1, 1, 3, 2, 0, 1", "0, 2, 1, 1, -1, 1, 1, 1, 3, 2, 0, 1", "0, 2, 1, 1, 1, 1, 3, 1, 3, 2, 0, 1",
    "0, 2, 1, 1, 1, 1, 1, 1, 3, 3, 0, 1", "0, 2, 1, 1, 1, 1, 1, 1, 3, 2, 0, 9", "1, 2, 1, 1, 1, 1, 1, 1, 3, 2, 0, 1",
    "2, 2, 1, 1, 1, 1, 1, 1, 3, 2, 0, 1", "0, 2, 9000000000000000000, 1, 1, 1, 1, 1, 3, 2, 0, 1",
  ])
  func aCallThatDoesNotFitIsRefused(_ window: String) throws {
    try CustomCallRegistry.makeKnownToPlugin(LibraryConvolution.target, LibraryConvolution.handler)
    let message = try TestDevice.refusal(
      LibraryConvolution.target, ["2x8x8x16", "3x3x16x32"], window.isEmpty ? "" : "window = array<i64: \(window)>", to: "2x8x8x32")
    #expect(message.contains("operands or a window that do not fit"))
  }

  @Test func anotherLibraryIsNotTakenForOneDNN() {
    #expect(OneDNN.candidates("off") == [])
    #expect(OneDNN.candidates("/opt/libdnnl.so.3") == ["/opt/libdnnl.so.3"])
    #expect(OneDNN.candidates(nil) == OneDNN.candidates(""))
  }
}
