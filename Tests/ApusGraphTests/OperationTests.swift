import ApusTesting
import Testing

@testable import ApusGraph

/// What every operation of `OperationTable` has to fulfil.
@Suite struct OperationTests {
  @Test(.enabled(if: TestDevice.isAvailable, TestDevice.needed), arguments: OperationTable.rows)
  func xlaComputesWhatTheReferenceDoes(_ row: OperationRow) throws {
    let trials = try row.trials()
    let program = try Program(
      tracingMany: { arguments in
        var rest = arguments[...]
        return trials.map { trial in
          defer { rest = rest.dropFirst(trial.operands.count) }
          return trial.apply(Array(rest.prefix(trial.operands.count)))
        }
      }, trials.flatMap { $0.operands.map(\.type) })
    let inputs = trials.flatMap(\.operands)
    let expected = try program.evaluate(inputs), actual = try TestDevice.run(program, inputs)
    for (trial, (reference, result)) in zip(trials, zip(expected, actual)) {
      let difference = try row.tolerance.difference(reference, result)
      #expect(difference == nil, "\(trial): reference \(difference ?? "")")
    }
  }

  @Test(arguments: OperationTable.rows)
  func gradientsAreFiniteDifferences(_ row: OperationRow) throws {
    let trials = try row.differentiableTrials()
    #expect(row.differentiable.isEmpty == trials.isEmpty, "a differentiable operation needs a case with Double operands")
    for trial in trials {
      let derivative = try Derivative(of: trial, row.differentiable(in: trial))
      let slope = try FiniteDifferences(of: derivative.weightedResult, at: trial.operands).slope(along: derivative.directions)
      let gradient = try derivative.slope(at: trial.operands)
      #expect(isClose(gradient, slope), "\(trial): the gradient gives \(gradient), the difference \(slope)")
    }
  }

  @Test(arguments: OperationTable.rows)
  func secondDerivativesAreFiniteDifferencesOfTheGradient(_ row: OperationRow) throws {
    for trial in try row.differentiableTrials() {
      let derivative = try Derivative(of: trial, row.differentiable(in: trial))
      let slope = try FiniteDifferences(of: derivative.slope, at: trial.operands).slope(along: derivative.directions)
      let curvature = try derivative.curvature(at: trial.operands)
      #expect(isClose(curvature, slope), "\(trial): the second derivative gives \(curvature), the difference \(slope)")
    }
  }

  @Test(arguments: OperationTable.rows)
  func whatHasNoDerivativePassesNoCotangent(_ row: OperationRow) throws {
    for trial in try row.trials() {
      let operands = trial.operands.map { Node.leaf($0) }
      let result = trial.apply(operands)
      guard result.dtype.isFloatingPoint else { continue }
      let cotangents = trial.cotangents(operands)
      for index in operands.indices where !row.differentiable.contains(index) {
        let isRefused = row.refusesDerivatives && operands[index].dtype.isFloatingPoint
        #expect(isRefused ? cotangents[index]?.diagnosis != nil : cotangents[index] == nil, "\(trial)")
      }
    }
  }

  @Test(arguments: OperationTable.rows)
  func cotangentsHaveTheTypesOfTheirOperands(_ row: OperationRow) throws {
    for trial in try row.trials() {
      let operands = trial.operands.map { Node.leaf($0) }
      let result = trial.apply(operands)
      guard result.dtype.isFloatingPoint else { continue }
      let cotangents = trial.cotangents(operands)
      for (operand, cotangent) in zip(operands, cotangents) where operand.dtype.isFloatingPoint {
        guard let cotangent else { continue }
        if row.refusesDerivatives {
          #expect(cotangent.diagnosis != nil, "\(trial)")
        } else {
          #expect(cotangent.type == operand.type, "\(trial): \(cotangent.diagnosis?.description ?? "")")
        }
      }
    }
  }

  private func isClose(_ a: Double, _ b: Double) -> Bool { (a - b).magnitude <= 2e-6 * (1 + max(a.magnitude, b.magnitude)) }
}
