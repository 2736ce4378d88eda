// A residual network on CIFAR-10, as on Swift for TensorFlow's page about the training loop. `ResNetCIFAR10 N` trains for N epochs.
import Apus
import Datasets
import Foundation
import ImageClassificationModels
import TrainingLoop

let epochs = CommandLine.arguments.dropFirst().first.flatMap { Int($0) } ?? 10

let device = Device.defaultXLA

let dataset = CIFAR10(batchSize: 10, on: device)
var model = ResNet(classCount: 10, depth: .resNet56, downsamplingInFirstStage: false)
var optimizer = SGD(for: model, learningRate: 0.001)

var trainingLoop = TrainingLoop(
  training: dataset.training,
  validation: dataset.validation,
  optimizer: optimizer,
  lossFunction: softmaxCrossEntropy,
  metrics: [.accuracy])

do {
  try trainingLoop.fit(&model, epochs: epochs, on: device)
} catch {
  // A data set that is neither here nor to be downloaded says which file to put where.
  FileHandle.standardError.write(Data("\(error)\n".utf8))
  exit(1)
}
