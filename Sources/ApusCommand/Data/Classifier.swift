import Apus
import ImageClassificationModels

/// A network from images `[batch, height, width, channels]` to logits `[batch, classes]`.
protocol Classifier: Layer where Input == Tensor<Float>, Output == Tensor<Float> {}

extension LeNet: Classifier {}
extension ResNet: Classifier {}

/// The networks that `apus` trains.
enum ClassifierKind: Equatable {
  case leNet
  case resNet(ResNet.Depth)

  static let all = [leNet] + ResNet.Depth.allCases.map(resNet)

  /// What people call it, which is saved with its weights.
  var name: String {
    switch self {
    case .leNet: "LeNet"
    case .resNet(let depth): "ResNet-\(depth.rawValue)"
    }
  }

  /// `apus train` with this takes it.
  var command: String { self == .leNet ? "lenet-mnist" : "resnet-cifar10" }

  /// The data that weights of which nothing else is known were trained on.
  var source: ImageSource { self == .leNet ? .mnist : .cifar10 }

  func make() -> any Classifier {
    switch self {
    case .leNet: LeNet()
    case .resNet(let depth): ResNet(classCount: 10, depth: depth, downsamplingInFirstStage: false)
    }
  }
}
