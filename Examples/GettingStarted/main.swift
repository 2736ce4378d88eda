import Apus
import Charts
import Checkpoints
import Datasets
import TrainingLoop

let x = Tensor<Float>([1, 2, 3])
let slope = gradient(at: x) { x in (x * x).sum() }
print(slope)

struct Classifier: Layer {
  var flatten = Flatten<Float>()
  var hidden = Dense<Float>(inputSize: 64, outputSize: 32, activation: relu)
  var output = Dense<Float>(inputSize: 32, outputSize: 10)

  func callAsFunction(_ images: Tensor<Float>) -> Tensor<Float> {
    output(hidden(flatten(images)))
  }
}

let digits = Digits(batchSize: 32)
var model = Classifier()
var trainingLoop = TrainingLoop(
  training: digits.training, validation: digits.validation,
  optimizer: Adam(for: model), lossFunction: softmaxCrossEntropy, metrics: [.accuracy])
let history = try trainingLoop.fit(&model, epochs: 10, checkpoint: .everyEpoch, in: "run/digits", resume: true)
print(history["validationAccuracy"])

try saveWeights(of: model, to: "run/digits/classifier.safetensors")
var reader = Classifier()
try loadWeights(into: &reader, from: "run/digits/classifier.safetensors")

let batch = try digits.validation.batch(at: 0)
print("read", reader(batch.data).argmax(squeezingAxis: 1)[0..<10])
print("true", batch.label[0..<10])

do {
  try Chart.losses(history).title("Digits").save("run/digits/loss.png")
} catch {
  print(error)
}
