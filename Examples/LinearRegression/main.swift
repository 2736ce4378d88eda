// A line fitted to standardised data: one step by hand, twenty by hand, twenty with Adam, and the pictures of it all.
// `LinearRegression FOLDER` draws into FOLDER in place of run/linear-regression.
import Apus
import Charts
import Foundation

final class LinearModel: Module {
  let a = Variable<Float>(0)
  let b = Variable<Float>(0)
  func callAsFunction(_ x: Tensor<Float>) -> Tensor<Float> { a * x + b }
}

let points = try Points()
let x = Tensor(points.xScaled.map { Float($0) })
let y = Tensor(points.yScaled.map { Float($0) })
print(String(format: "scaler.mean: %.3g\nscaler.variance: %.3g\n", points.scaler.mean[0], points.scaler.variance[0]))

// One step by hand: record the loss, ask the tape for its gradients, walk downhill.
func step(_ model: LinearModel, learningRate: Float) -> Tensor<Float> {
  let tape = GradientTape()
  let loss = tape.record { meanSquaredError(predicted: model(x), expected: y) }
  let (da, db) = tape.gradient(of: loss, withRespectTo: model.a, model.b)
  model.a.assignSub(learningRate * da)
  model.b.assignSub(learningRate * db)
  return loss
}

var model = LinearModel()
print(String(format: "Initial value:\n\tmodel.a: %.3g\n\tmodel.b: %.3g\n", model.a.value.scalarized(), model.b.value.scalarized()))
_ = step(model, learningRate: 1e-3)
print(String(format: "After 1 epoch:\n\tmodel.a: %.3g\n\tmodel.b: %.3g\n", model.a.value.scalarized(), model.b.value.scalarized()))

// Twenty steps, with a log of the loss before each and the parameters after it.
func train(_ name: String, _ model: LinearModel, step: () -> Tensor<Float>) -> Table {
  var log = Table()
  print(name)
  for epoch in 0..<20 {
    let loss = step().scalarized(), a = model.a.value.scalarized(), b = model.b.value.scalarized()
    if (epoch + 1) % 5 == 0 { print(String(format: "epoch: %d, mse_loss: %f\n\t a: %f, b: %f", epoch + 1, loss, a, b)) }
    log.append(["epoch": epoch, "loss": loss, "a": a, "b": b])
  }
  return log
}

model = LinearModel()
let log = train("By hand:", model) { step(model, learningRate: 0.1) }

// The same with an optimizer, whatever the number of parameters.
model = LinearModel()
var optimizer = Adam(for: model, learningRate: 0.1, epsilon: 1e-7)
let adamLog = train("Adam:", model) {
  let tape = GradientTape()
  let loss = tape.record { meanSquaredError(predicted: model(x), expected: y) }
  optimizer.apply(tape.gradient(of: loss, withRespectTo: model.trainableVariables), to: model.trainableVariables)
  return loss
}

try drawPictures(of: points, log: log, adamLog: adamLog, into: CommandLine.arguments.dropFirst().first ?? "run/linear-regression")
