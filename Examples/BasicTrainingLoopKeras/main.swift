// The line of `BasicTrainingLoop` with Keras's tools: compile, fit, weights in files. `BasicTrainingLoopKeras FOLDER` draws its pictures into
// FOLDER in place of run/basic-training-loop-keras, `BasicTrainingLoopKeras FOLDER FILE.csv` takes the columns x and y of a file in place
// of random data.
import Apus
import Charts
import Keras

let folder = CommandLine.arguments.dropFirst().first ?? "run/basic-training-loop-keras"

// The data: the line 3x + 2 with noise, or the file's.
let x: Tensor<Float>, y: Tensor<Float>
if let path = CommandLine.arguments.dropFirst(2).first {
  let table = try Table(contentsOfCSV: path)
  x = Tensor(try table["x"].map { Float($0) })
  y = Tensor(try table["y"].map { Float($0) })
} else {
  x = Tensor(linearSpaceFrom: -2, to: 2, count: 201)
  y = 3 * x + 2 + Tensor(randomNormal: [201], seed: 7)
}

// The model: two variables and how they are used.
final class Line: Module {
  let w = Variable<Float>(5)
  let b = Variable<Float>(0)
  func callAsFunction(_ x: Tensor<Float>) -> Tensor<Float> { w.value * x + b.value }
}

let model = Model(Line())
let before = try model.predict(x)

// How it is trained: by stochastic gradient descent, on the mean squared error, with all samples in one batch.
model.compile(optimizer: .sgd(learningRate: 0.1), loss: .meanSquaredError)
print(x.shape[0])
let history = try model.fit(x, y, epochs: 10, batchSize: 1000)
try model.saveWeights("run/keras_checkpoint")

let data = Mark.points(x.scalars, y.scalars, label: "Data")
let after = try model.predict(x)
let charts = ChartGrid(
  Chart(data, .line(x.scalars, before.scalars, label: "Before").dashed(), .line(x.scalars, after.scalars, label: "After")).title(
    "Predictions"),
  Chart(.line(history["loss"])).title("Keras training progress").labels(x: "Epoch", y: "Loss [Mean Squared Error]"))
do throws(ChartError) {
  try charts.save("\(folder)/training.png")
  print("Pictures: \(folder)")
} catch { print(error) }
