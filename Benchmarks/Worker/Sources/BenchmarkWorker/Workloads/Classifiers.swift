import Apus
import ImageClassificationModels

extension Workload {
  static var leNetLaunch: Workload { Workload("lenet-b128-launch", .launch) { leNetTraining(128).step() } }
  static var leNetHost: Workload { Workload("lenet-b128-host", .hostOfLaunch) { leNetTraining(128).step() } }
  static var compiledLeNetHost: Workload { Workload("lenet-b128-host-compiled", .hostOfLaunch) { leNetTraining(128).compiledStep } }
  static var resNet56Host: Workload { Workload("resnet56-host", .hostOfLaunch) { resNetTraining(32, .resNet56).step() } }
  static var compiledResNet56Host: Workload {
    Workload("resnet56-host-compiled", .hostOfLaunch) { resNetTraining(32, .resNet56).compiledStep }
  }

  /// Training steps until the loss is read. Those with the suffix `-bf16` are in mixed precision.
  static var classifiers: [Workload] {
    [
      Workload("mlp-b32") { mlpTraining(32).step() },
      Workload("mlp-b32-compiled") { mlpTraining(32).compiledStep },
      Workload("mlp-b128") { mlpTraining(128).step() },
      Workload("mlp-b128-compiled") { mlpTraining(128).compiledStep },
      Workload("mlp-b128-bf16") { mlpTraining(128).step(isMixed: true) },
      Workload("lenet-b32") { leNetTraining(32).step() },
      Workload("lenet-b128") { leNetTraining(128).step() },
      Workload("lenet-b128-compiled") { leNetTraining(128).compiledStep },
      Workload("lenet-b128-bf16") { leNetTraining(128).step(isMixed: true) },
      Workload("resnet20-b32") { resNetTraining(32, .resNet20).step() },
      Workload("resnet20-b128") { resNetTraining(128, .resNet20).step() },
      Workload("resnet20-b32-bf16") { resNetTraining(32, .resNet20).step(isMixed: true) },
      Workload("mobilenet-b32") {
        ClassifierTraining(MobileNet(), on: Batch([32, 96, 96, 3]), learningRate: 1e-4, momentum: 0.9).step()
      },
      Workload("gpt-b8") { gptTraining(8).step() },
      Workload("gpt-b32") { gptTraining(32).step() },
      Workload("gpt-b8-bf16") { gptTraining(8).step(isMixed: true) },
      Workload("lstm-b32") { ClassifierTraining(SequenceClassifier(), on: Batch([32, 128, 64])).step() },
    ]
  }

  private static func mlpTraining(_ size: Int) -> ClassifierTraining<MLP, Float, SGD<MLP>> {
    ClassifierTraining(MLP(), on: Batch([size, 784]))
  }

  private static func leNetTraining(_ size: Int) -> ClassifierTraining<LeNet, Float, SGD<LeNet>> {
    ClassifierTraining(LeNet(Weights()), on: Batch([size, 28, 28, 1]))
  }

  private static func resNetTraining(_ size: Int, _ depth: ResNet.Depth) -> ClassifierTraining<ResNet, Float, SGD<ResNet>> {
    ClassifierTraining(ResNet(Weights(), depth), on: Batch([size, 32, 32, 3]), momentum: 0.9)
  }

  private static func gptTraining(_ size: Int) -> ClassifierTraining<GPT, Int32, AdamW<GPT>> {
    ClassifierTraining(GPT(), on: Batch(textCount: size)) { AdamW(for: $0) }
  }
}
