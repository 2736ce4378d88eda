// The line of `BasicTrainingLoop` with Keras's tools: compile, fit, weights in files, a picture.
// `BasicTrainingLoopKeras [FILE.csv [FOLDER]]` takes the columns x and y of a file in place of random data, and keeps weights and pictures
// in a folder.
import Apus
import Charts
import Keras

// The data: the line 3x + 2 with noise, or the file's.
let arguments = Array(CommandLine.arguments.dropFirst())
var x = Tensor<Float>(linearSpaceFrom: -2, to: 2, count: 201)
var y = 3 * x + 2 + Tensor(randomNormal: [201], seed: 7)
if let path = arguments.first {
  let table = try Table(contentsOfCSV: path)
  (x, y) = (try Tensor(table["x"].map { Float($0) }), try Tensor(table["y"].map { Float($0) }))
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

if arguments.count > 1 {
  let folder = arguments[1]
  try model.saveWeights(folder + "/keras_checkpoint")
  try ChartGrid(
    Chart(
      .points(x.scalars, y.scalars, label: "Data"), .line(x.scalars, before.scalars, label: "Before").dashed(),
      .line(x.scalars, try model.predict(x).scalars, label: "After")
    ).title("Predictions"),
    Chart(.line(history["loss"])).title("Keras training progress").labels(x: "Epoch", y: "Loss [Mean Squared Error]")
  ).save(folder + "/basic-training-loop-keras.png")
}
