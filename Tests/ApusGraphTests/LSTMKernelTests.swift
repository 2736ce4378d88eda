import ApusTesting
import RealModule
import Testing

@testable import ApusGraph

/// An LSTM in C. `OperationTable` compares it with its steps one after the other.
@Suite(.enabled(if: TestDevice.isAvailable && OneDNN.shared != nil, "needs the XLA plugin and oneDNN")) struct LSTMKernelTests {
  private static func program(_ application: OperationRow.Case) throws -> Program {
    let trial = Trial(operation: application.operation, operands: [])
    return try Program(tracing: trial.apply, application.operands)
  }

  /// The outputs of all times, and the slopes of their sum.
  private static func gradients(_ types: [TensorType], roundedTo precision: Precision = .float32) throws -> Program {
    try withPrecision(precision) {
      try Program(
        tracingMany: { operands in
          guard let made = Node.lstm(operands[2], weight: operands[3], cell: operands[0], hidden: operands[1], reversed: false) else {
            return [operands[0]]
          }
          let sweep = ReverseSweep(of: made.outputs, seed: made.outputs)
          return [made.outputs] + sweep.gradients(withRespectTo: operands).compactMap(\.self)
        }, types)
    }
  }

  @Test func itIsOneCallForManyUnits() throws {
    func calls(_ gates: TensorType, roundedTo precision: Precision = .float32, _ style: LoweringStyle = .tuned) throws -> [Bool] {
      let text = try Self.gradients(LSTM.of(gates).operands, roundedTo: precision).stableHLO(style: style)
      return ["@apus_lstm(", "@apus_lstm_gradient(", "stablehlo.while"].map { text.contains($0) }
    }
    let many: TensorShape = [5, 16, 128]
    #expect(try calls(TensorType(.float32, many)) == [true, true, false])
    #expect(try calls(TensorType(.float32, [5, 2, 32])) == [false, false, true])
    #expect(try calls(TensorType(.float64, many)) == [false, false, true])
    #expect(try calls(TensorType(.float32, many), roundedTo: .mixedBFloat16) == [false, false, true])
    #expect(try calls(TensorType(.float32, many), .portable) == [false, false, true])
  }

  /// The derivative takes what the loop forward has kept: nothing is computed twice.
  @Test func itGoesForwardOnce() throws {
    let text = try Self.gradients(LSTM.of(TensorType(.float32, [5, 16, 128])).operands).stableHLO()
    #expect(text.components(separatedBy: "@apus_lstm(").count == 2)
  }

  /// With a weight 0 a step is a function of its own gates, and of a cell 0 the first one makes σ(i) · tanh(u): against the same in
  /// `Double`, from numbers that a function hardly changes to those that it has an end for.
  @Test func gatesHaveTheDigitsOfAFloat() throws {
    let rows = 16, units = 64
    let numbers = (0..<rows * units).map { (index: Int) -> Float in
      let size = Float.exp(Float(index % 512) * 0.05 - 20)
      return index < 512 ? size : -size
    }
    let gates = (0..<rows).flatMap { row in (0..<4).flatMap { _ in numbers[row * units..<(row + 1) * units] } }
    let next = try Self.lastStates(rows, units, gates: gates, cell: 0).prefix(rows * units)
    for (number, computed) in zip(numbers, next) {
      let expected = Double.tanh(Double(number)) / (1 + Double.exp(-Double(number)))
      #expect(abs(Double(computed) - expected) <= 1e-6 * abs(expected) + 1e-37, "\(number)")
    }
  }

  @Test func gatesHaveTheirEndsAtInfinity() throws {
    let ends: [(gates: [Float], cell: Float, output: Float)] = [
      ([.infinity, .infinity, -.infinity, .infinity], 1, Float.tanh(1)), ([-.infinity, 3, .infinity, .infinity], 2, Float.tanh(2)),
      ([.infinity, -.infinity, .infinity, -.infinity], 1, 0),
    ]
    for (gates, cell, output) in ends {
      let row = gates.flatMap { [Float](repeating: $0, count: 64) }
      let made = try Self.lastStates(16, 64, gates: (0..<16).flatMap { _ in row }, cell: 2)
      #expect(made.prefix(1_024).allSatisfy { $0 == cell } && made.dropFirst(1_024).allSatisfy { abs($0 - output) < 1e-6 })
    }
  }

  /// Cell and output after one step with a weight 0.
  private static func lastStates(_ rows: Int, _ units: Int, gates: [Float], cell: Float) throws -> ArraySlice<Float> {
    let application = try LSTM.of(TensorType(.float32, [1, rows, 4 * units])), program = try program(application)
    #expect(try program.stableHLO().contains("@apus_lstm("))
    let numbers = [[Float](repeating: cell, count: rows * units), [], gates, []]
    let operands = try zip(application.operands, numbers).map { type, numbers in
      try HostArray(numbers.isEmpty ? [Float](repeating: 0, count: type.elementCount) : numbers, shape: type.shape)
    }
    return try TestDevice.run(program, operands)[0].array(of: Float.self).prefix(2 * rows * units)
  }

  /// Examples do not meet.
  @Test(arguments: 0..<3) func aNaNStaysInItsExample(_ operand: Int) throws {
    let application = try LSTM.of(TensorType(.float32, [3, 21, 132]))
    var operands = try application.operands.enumerated().map { try HostArray.random($1, Values(-1...1), seed: UInt64($0 + 1)) }
    var numbers = operands[operand].array(of: Float.self)
    // The fifth example, at the first time.
    numbers[numbers.count / (operand == 2 ? 3 * 21 : 21) * 4 + 7] = .nan
    operands[operand] = try HostArray(numbers, shape: operands[operand].type.shape)
    let made = try TestDevice.run(Self.program(application), operands)[0].array(of: Float.self)
    let lastCells = made[0..<21 * 33]
    #expect(lastCells.indices.allSatisfy { $0 / 33 == 4 || !lastCells[$0].isNaN })
    #expect(lastCells.contains { $0.isNaN })
  }

  private static let forward = ["2x8", "2x8", "5x2x8", "5x2x8", "5x2x8", "5x2x32"], back = ["2x8", "2x8", "5x2x32"]

  @Test(arguments: [
    (LSTM.target, ["2x8", "2x9", "5x2x32", "8x32"], "reversed = 0 : i64", forward),
    (LSTM.target, ["2x8", "2x8", "5x2x32", "9x32"], "reversed = 0 : i64", forward),
    (LSTM.target, ["2x8", "2x8", "5x2x32"], "reversed = 0 : i64", forward), (LSTM.target, ["2x8", "2x8", "5x2x32", "8x32"], "", forward),
    (LSTM.target, ["2x8", "2x8", "5x2x32", "8x32"], "reversed = 0 : i64", back),
    (LSTMGradient.target, ["2x8", "2x8", "5x2x8", "5x2x8", "5x2x31", "8x32"], "reversed = 0 : i64", back),
    (LSTMGradient.target, ["2x8", "2x8", "5x2x8", "5x2x8", "5x2x32", "8x32"], "reversed = 1.0 : f64", back),
    (LSTMGradient.target, ["2x8", "2x8", "5x2x8", "4x2x8", "5x2x32", "8x32"], "reversed = 0 : i64", back),
  ])
  func aCallThatDoesNotFitIsRefused(_ target: String, _ operands: [String], _ attributes: String, _ results: [String]) throws {
    try CustomCallRegistry.makeKnownToPlugin(LSTM.target, LSTM.handler)
    try CustomCallRegistry.makeKnownToPlugin(LSTMGradient.target, LSTMGradient.handler)
    #expect(try TestDevice.refusal(target, operands, attributes, toAll: results).contains("operands that do not fit"))
  }
}
