// A parabola fitted to noisy points: first by a loop written by hand, then by Keras's `fit`. `QuadraticModel FOLDER` draws the
// picture into FOLDER in place of run/quadratic-model.
import Apus
import Charts
import Foundation
import Keras

// The data: points along a parabola.
func f(_ x: Tensor<Float>) -> Tensor<Float> { x * x + 2 * x - 5 }
let x = Tensor<Float>(linearSpaceFrom: -2, to: 2, count: 201)
let y = f(x) + Tensor(randomNormal: [201], seed: 22)

let data = Mark.points(x.scalars, y.scalars, label: "Data")
let groundTruth = Mark.line(x.scalars, f(x).scalars, label: "Ground truth")
func predictions(_ predicted: Tensor<Float>, _ title: String) -> Chart {
  Chart(data, groundTruth, .line(x.scalars, predicted.scalars, label: "Predictions")).title(title)
}

// The model, with the random weights of the guide.
struct Quadratic: Module {
  var squared = Tensor<Float>(1.4291573)
  var linear = Tensor<Float>(4.3870163)
  var offset = Tensor<Float>(4.6892653)
  func callAsFunction(_ x: Tensor<Float>) -> Tensor<Float> { squared * x * x + linear * x + offset }
}

var quadratic = Quadratic()
var charts = [Chart(data, groundTruth), predictions(quadratic(x), "Before training")]

// The loop: batches in another order each time, gradients, a step downhill.
var optimizer = SGD(for: quadratic, learningRate: 0.01)
var losses: [Float] = []
for (epoch, batches) in Epochs(inputs: x, targets: y, batchSize: 32).prefix(100).enumerated() {
  for batch in batches {
    let slope = gradient(at: quadratic) { meanSquaredError(predicted: $0(batch.data), expected: batch.label) }
    optimizer.update(&quadratic, along: slope)
  }
  let loss = meanSquaredError(predicted: quadratic(x), expected: y).scalarized()
  losses.append(loss)
  if epoch % 10 == 0 { print(String(format: "Mean squared error for step %d: %0.3f", epoch, loss)) }
}
charts += [
  predictions(quadratic(x), "After training"),
  Chart(.line(losses)).title("MSE loss vs training iterations").labels(x: "Epoch", y: "Mean Squared Error (MSE)"),
]

// The same with Keras: layers, compile, fit.
let model = Model {
  Lambda { x in Tensor(stacking: [x, x * x], alongAxis: 1) }
  Dense(units: 1, weightInitializer: { Tensor(randomNormal: $0, seed: 1) })
}
model.compile(optimizer: .sgd(learningRate: 0.01), loss: .meanSquaredError)
let history = try model.fit(x, y, epochs: 100, batchSize: 32, verbose: .silent)
print(String(format: "Keras, mean squared error of the last epoch: %0.3f", history["loss"].last ?? .nan))

charts += [
  predictions(try model.predict(x), "After training: Keras"),
  Chart(.line(history["loss"])).title("Keras training progress").labels(x: "Epoch", y: "Loss [Mean Squared Error]")
    .limits(y: 0...Double(history["loss"].max() ?? 1)),
]
let folder = CommandLine.arguments.dropFirst().first ?? "run/quadratic-model"
do throws(ChartError) {
  try ChartGrid(charts, columns: 3).save("\(folder)/training.png")
  print("Pictures: \(folder)")
} catch { print(error) }
