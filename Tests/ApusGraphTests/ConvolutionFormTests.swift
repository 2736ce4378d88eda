import ApusTesting
import Testing

@testable import ApusGraph

/// The forms in which XLA gets a convolution, against its definition.
@Suite struct ConvolutionFormTests {
  typealias Window = Convolution.Window

  struct Setting: Sendable, CustomTestStringConvertible {
    let convolution: Convolution
    let input: TensorShape
    let filter: TensorShape
    let forms: [Convolution.Form]
    var testDescription: String { "\(input) with \(filter), \(convolution.windows)" }

    init(_ windows: [Window], _ input: TensorShape, _ filter: TensorShape, groups: Int = 1, _ forms: [Convolution.Form]) {
      convolution = Convolution(windows, featureGroups: groups)
      self.input = input
      self.filter = filter
      self.forms = forms
    }
  }

  static let settings = [
    Setting([.init(), .init()], [2, 5, 6, 1], [3, 2, 1, 4], [.shiftedInputs, .shiftedProducts]),
    Setting([.init(padding: (2, 1)), .init(padding: (-1, 3))], [2, 4, 5, 3], [3, 2, 3, 2], [.shiftedInputs, .shiftedProducts]),
    Setting([.init(padding: (-1, -1)), .init(padding: (3, -2))], [1, 6, 4, 2], [2, 3, 2, 1], [.shiftedInputs, .shiftedProducts]),
    Setting([.init(padding: (5, 4))], [2, 2, 3], [3, 3, 2], [.shiftedInputs, .shiftedProducts]),
    Setting([.init(padding: (2, 2), filterDilation: 2)], [3, 6, 4], [3, 4, 1], [.shiftedInputs, .shiftedProducts]),
    Setting([.init(), .init(padding: (1, 1)), .init()], [1, 3, 4, 2, 2], [2, 3, 1, 2, 3], [.shiftedInputs, .shiftedProducts]),
    Setting([.init(stride: 2, padding: (1, 2)), .init(stride: 3, inputDilation: 2)], [2, 5, 6, 2], [3, 2, 2, 3], [.shiftedInputs]),
    Setting([.init(padding: (1, 1)), .init()], [2, 4, 5, 6], [3, 2, 1, 6], groups: 6, [.shiftedInputs]),
    Setting([.init(padding: (1, 1)), .init(stride: 2)], [2, 4, 5, 6], [3, 2, 2, 9], groups: 3, [.shiftedInputs]),
  ]

  @Test(arguments: settings, DType.floatingPoint) func everyFormIsTheDefinition(_ setting: Setting, _ dtype: DType) throws {
    let x = try HostArray.random(TensorType(dtype, setting.input), seed: 1)
    let w = try HostArray.random(TensorType(dtype, setting.filter), seed: 2)
    let expected = try setting.convolution.evaluate([x, w], to: setting.convolution.resultType(of: [x.type, w.type]))
    for form in setting.forms {
      let program = try Program(tracing: { setting.convolution.nodes(form, $0[0], $0[1]) }, [x.type, w.type])
      let difference = try Tolerance(floor: 30).difference(expected, program.evaluate([x, w])[0])
      #expect(difference == nil, "\(form): \(difference ?? "")")
    }
  }

  @Test(.enabled(if: TestDevice.isAvailable, TestDevice.needed), arguments: settings)
  func xlaComputesEveryForm(_ setting: Setting) throws {
    let x = try HostArray.random(TensorType(.float32, setting.input), seed: 3)
    let w = try HostArray.random(TensorType(.float32, setting.filter), seed: 4)
    let program = try Program(
      tracingMany: { operands in setting.forms.map { setting.convolution.nodes($0, operands[0], operands[1]) } }, [x.type, w.type])
    let expected = try setting.convolution.evaluate([x, w], to: setting.convolution.resultType(of: [x.type, w.type]))
    for result in try TestDevice.run(program, [x, w]) { #expect(try Tolerance(floor: 30).difference(expected, result) == nil) }
  }

  private func form(_ convolution: Convolution, _ x: TensorShape, _ w: TensorShape) throws -> Convolution.Form {
    let operands = [TensorType(.float32, x), TensorType(.float32, w)]
    return try convolution.form(for: operands, to: convolution.resultType(of: operands))
  }

  @Test func theFormFollowsFromTheShapes() throws {
    let same = Convolution([.init(padding: (1, 1)), .init(padding: (1, 1))]), valid = Convolution([.init(), .init()])
    let full = Convolution([.init(padding: (4, 4)), .init(padding: (4, 4))])
    #expect(try form(valid, [128, 28, 28, 1], [5, 5, 1, 6]) == .shiftedInputs)
    #expect(try form(valid, [128, 14, 14, 6], [5, 5, 6, 16]) == .single)
    #expect(try form(full, [128, 10, 10, 16], [5, 5, 16, 6]) == .shiftedProducts)
    #expect(try form(same, [32, 32, 32, 3], [3, 3, 3, 16]) == .shiftedInputs)
    #expect(try form(same, [32, 32, 32, 16], [3, 3, 16, 16]) == .single)
    #expect(try form(valid, [32, 32, 32, 1], [1, 1, 1, 6]) == .single)
    #expect(try form(valid, [1, 9, 9, 1], [3, 3, 1, 6]) == .single)
    #expect(try form(valid, [1024, 100, 100, 16], [5, 5, 16, 6]) == .single)
    let depthwise = Convolution([.init(), .init()], featureGroups: 64)
    #expect(try form(depthwise, [32, 14, 14, 64], [3, 3, 1, 64]) == .shiftedInputs)
    let strided = Convolution([.init(stride: 2, padding: (1, 1)), .init(stride: 2, padding: (1, 1))])
    #expect(try form(strided, [128, 64, 64, 3], [3, 3, 3, 16]) == .shiftedInputs)
    #expect(try form(strided, [128, 64, 64, 16], [3, 3, 16, 6]) == .single)
  }

  @Test func theDerivativesOfAConvolutionTakeTheFormsOfTheirShapes() throws {
    let x = Node.placeholder(TensorType(.float32, [128, 14, 14, 6])), w = Node.placeholder(TensorType(.float32, [5, 5, 6, 16]))
    let y = Node.make(Convolution([.init(), .init()]), [x, w])
    let gradients = ReverseSweep(of: y).gradients(withRespectTo: [x, w])
    let forms = try gradients.map { gradient in
      let node = try #require(gradient), convolution = try #require(node.operation as? Convolution)
      return convolution.form(for: node.operands.map(\.type), to: node.type)
    }
    #expect(forms == [.shiftedProducts, .single])
  }
}
