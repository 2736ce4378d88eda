import Apus
import ImageClassificationModels

extension Workload {
  static var mlp: Workload { Workload("mlp-b32") { ClassifierTraining(MLP(), on: Batch([32, 784])).step } }

  static var leNet: Workload { Workload("lenet-b128") { leNetTraining.step } }
  static var compiledLeNet: Workload { Workload("lenet-b128-compiled") { leNetTraining.compiledStep } }
  static var leNetLaunch: Workload { Workload("lenet-b128-launch", .launch) { leNetTraining.step } }
  static var leNetHost: Workload { Workload("lenet-b128-host", .hostOfLaunch) { leNetTraining.step } }
  static var compiledLeNetHost: Workload { Workload("lenet-b128-host-compiled", .hostOfLaunch) { leNetTraining.compiledStep } }

  static var resNet20: Workload {
    Workload("resnet20-b32") { ClassifierTraining(ResNet(Weights()), on: Batch([32, 32, 32, 3]), momentum: 0.9).step }
  }

  private static var leNetTraining: ClassifierTraining<LeNet> { ClassifierTraining(LeNet(Weights()), on: Batch([128, 28, 28, 1])) }
}
