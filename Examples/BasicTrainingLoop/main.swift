// A straight line fitted by hand: data, model, loss, tape, update. `BasicTrainingLoop FOLDER` draws its pictures into FOLDER in place of
// run/basic-training-loop, `BasicTrainingLoop FOLDER FILE.csv` takes the columns x and y of a file in place of random data.
import Apus
import Foundation

let folder = CommandLine.arguments.dropFirst().first ?? "run/basic-training-loop"

// The data: the line 3x + 2 with noise, or the file's.
func f(_ x: Tensor<Float>) -> Tensor<Float> { 3 * x + 2 }
let x: Tensor<Float>, y: Tensor<Float>
if let path = CommandLine.arguments.dropFirst(2).first {
  let table = try Table(contentsOfCSV: path)
  x = Tensor(try table["x"].map { Float($0) })
  y = Tensor(try table["y"].map { Float($0) })
} else {
  x = Tensor(linearSpaceFrom: -2, to: 2, count: 201)
  y = f(x) + Tensor(randomNormal: [201], seed: 7)
}
var pictures = Pictures(x: x, y: y, truth: f(x))

// The model: two variables and how they are used.
final class Line: Module {
  let w = Variable<Float>(5)
  let b = Variable<Float>(0)
  func callAsFunction(_ x: Tensor<Float>) -> Tensor<Float> { w * x + b }
}

func loss(_ target: Tensor<Float>, _ predicted: Tensor<Float>) -> Tensor<Float> { (target - predicted).squared().mean() }

// One step: record the loss, ask for its gradients, walk downhill.
func train(_ model: Line, _ x: Tensor<Float>, _ y: Tensor<Float>, learningRate: Float) {
  let tape = GradientTape()
  let currentLoss = tape.record { loss(y, model(x)) }
  let (dw, db) = tape.gradient(of: currentLoss, withRespectTo: model.w, model.b)
  model.w.assignSub(learningRate * dw)
  model.b.assignSub(learningRate * db)
}

func report(_ model: Line, _ loss: Tensor<Float>) -> String {
  String(format: "W = %1.2f, b = %1.2f, loss=%2.5f", model.w.value.scalarized(), model.b.value.scalarized(), loss.scalarized())
}

let model = Line()
print("Variables:", model.variables.map(\.description).joined(separator: ", "))
pictures.addPredictions(model(x), title: "Before training")
print(String(format: "Current loss: %1.6f", loss(y, model(x)).scalarized()))

var weights: [Float] = [], biases: [Float] = []
print("Starting:")
print("    ", report(model, loss(y, model(x))))
for epoch in 0..<10 {
  train(model, x, y, learningRate: 0.1)
  weights.append(model.w.value.scalarized())
  biases.append(model.b.value.scalarized())
  print(String(format: "Epoch %2d:", epoch))
  print("    ", report(model, loss(y, model(x))))
}
pictures.addParameters(weights: weights, biases: biases)
pictures.addPredictions(model(x), title: "After training")
print(String(format: "Current loss: %1.6f", loss(model(x), y).scalarized()))
pictures.save(in: folder)
