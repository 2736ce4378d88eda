import Apus
import Foundation
import Testing

/// The guides 000 and 003, "Basic training loops": one straight line, fitted by hand.
@Suite struct BasicTrainingLoopTests {
  private final class VariableLine: Module {
    let w = Variable<Float>(5)
    let b = Variable<Float>(0)
    func callAsFunction(_ x: Tensor<Float>) -> Tensor<Float> { w * x + b }
  }

  private struct Line: Module {
    var w = Tensor<Float>(5)
    var b = Tensor<Float>(0)
    func callAsFunction(_ x: Tensor<Float>) -> Tensor<Float> { w * x + b }
  }

  private func loss(_ target: Tensor<Float>, _ predicted: Tensor<Float>) -> Tensor<Float> { (target - predicted).squared().mean() }

  @Test(arguments: TrainingTable.all)
  func theTapeGivesTheGuidesTable(_ table: TrainingTable) throws {
    let data = try Fixture(table.file)
    let x = data.column("x"), y = data.column("y"), model = VariableLine()
    var rows: [String] = []
    for step in 0...10 {
      let currentLoss = loss(y, model(x)).scalarized()
      if step == 0 { #expect(String(format: "%1.6f", currentLoss) == table.firstLoss) }
      if step == 10 { #expect(String(format: "%1.6f", currentLoss) == table.lastLoss) }
      rows.append(TrainingTable.row(model.w.value.scalarized(), model.b.value.scalarized(), currentLoss))
      let tape = GradientTape()
      let recorded = tape.record { loss(y, model(x)) }
      let (dw, db) = tape.gradient(of: recorded, withRespectTo: model.w, model.b)
      model.w.assignSub(0.1 * dw)
      model.b.assignSub(0.1 * db)
    }
    #expect(rows == table.rows)
  }

  @Test(arguments: TrainingTable.all)
  func valuesAndAnOptimizerGiveTheGuidesTable(_ table: TrainingTable) throws {
    let data = try Fixture(table.file)
    let x = data.column("x"), y = data.column("y")
    var model = Line()
    var optimizer = SGD(for: model, learningRate: 0.1)
    var rows = [TrainingTable.row(5, 0, loss(y, model(x)).scalarized())]
    var fitLosses: [String] = []
    for _ in 0..<10 {
      let (currentLoss, gradient) = valueWithGradient(at: model) { loss(y, $0(x)) }
      fitLosses.append(String(format: "%1.4f", currentLoss.scalarized()))
      optimizer.update(&model, along: gradient)
      rows.append(TrainingTable.row(model.w.scalarized(), model.b.scalarized(), loss(y, model(x)).scalarized()))
    }
    #expect(rows == table.rows)
    #expect(fitLosses == table.fitLosses)
  }

  @Test(arguments: TrainingTable.all)
  func aCompiledStepGivesTheGuidesTable(_ table: TrainingTable) throws {
    let data = try Fixture(table.file)
    let x = data.column("x"), y = data.column("y")
    var model = Line()
    var optimizer = SGD(for: model, learningRate: 0.1)
    let step = compiled { (model: inout Line, optimizer: inout SGD<Line>, x: Tensor<Float>, y: Tensor<Float>) -> Tensor<Float> in
      let (currentLoss, gradient) = valueWithGradient(at: model) { loss(y, $0(x)) }
      optimizer.update(&model, along: gradient)
      return currentLoss
    }
    var rows = [TrainingTable.row(5, 0, loss(y, model(x)).scalarized())]
    for _ in 0..<10 {
      step(&model, &optimizer, x, y)
      rows.append(TrainingTable.row(model.w.scalarized(), model.b.scalarized(), loss(y, model(x)).scalarized()))
    }
    #expect(rows == table.rows)
    #expect(step.report.traceCount == 1)
  }

  @Test func theUntrainedLineIsTheGuides() {
    let model = VariableLine()
    #expect(model(Tensor<Float>(3)).scalarized() == 15)
    #expect(model.variables.map(\.description) == ["b = 0.0", "w = 5.0"])
    #expect(Tensor<Float>(linearSpaceFrom: -2, to: 2, count: 201).shape[0] == 201)
  }

  @Test func aBatchLargerThanTheDataIsOneStep() throws {
    let data = try Fixture("seed000_equiv.csv")
    let batches = Epochs(inputs: data.column("x"), targets: data.column("y"), batchSize: 1000, seed: 1).batches(ofEpoch: 0)
    #expect(batches.count == 1)
  }
}
