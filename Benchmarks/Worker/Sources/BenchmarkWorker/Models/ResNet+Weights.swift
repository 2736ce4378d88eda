import Apus
import ImageClassificationModels

extension ResNet {
  /// For images of 32 x 32 and ten classes, with the weights that all competitors start from, in the order of their use.
  init(_ weights: Weights, _ depth: Depth) {
    var weights = weights
    self.init(classCount: 10, depth: depth, downsamplingInFirstStage: false, filterInitializer: zeros())
    initialLayer.fill(&weights)
    for index in residualBlocks.indices {
      residualBlocks[index].earlyConvs[0].fill(&weights)
      residualBlocks[index].lastConv.fill(&weights)
      residualBlocks[index].projection?.fill(&weights)
    }
    classifier.weight = weights.next(64, 10)
  }
}

extension ConvBN {
  fileprivate mutating func fill(_ weights: inout Weights) {
    let shape = conv.filter.shape
    conv.filter = weights.next(shape[0], shape[1], shape[2], shape[3])
  }
}
