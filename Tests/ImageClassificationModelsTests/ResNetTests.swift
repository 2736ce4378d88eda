import Apus
import Testing

@testable import ApusGraph
@testable import ImageClassificationModels

@Suite struct ResNetTests {
  /// The numbers of parameters that torchvision states for its models of 1,000 classes, and what follows for ten classes from section 4.2
  /// of the paper with projections: the paper's 0.27, 0.46, 0.66, 0.85 and 1.7 million, and 2,752 for the projections.
  @Test(arguments: [
    (ResNet.Depth.resNet18, 1000, 11_689_512), (.resNet34, 1000, 21_797_672), (.resNet50, 1000, 25_557_032), (.resNet101, 1000, 44_549_160),
    (.resNet152, 1000, 60_192_808), (.resNet20, 10, 272_474), (.resNet32, 10, 466_906), (.resNet44, 10, 661_338),
    (.resNet56, 10, 855_770), (.resNet110, 10, 1_730_714),
  ])
  func aNetworkHasThePublishedNumberOfParameters(_ depth: ResNet.Depth, classCount: Int, parameterCount: Int) {
    let model = ResNet(classCount: classCount, depth: depth, downsamplingInFirstStage: classCount == 1000, filterInitializer: zeros())
    #expect(model.parameterCount == parameterCount)
  }

  @Test(arguments: ResNet.Depth.allCases)
  func aDepthIsTheNumberOfLayersWithWeights(_ depth: ResNet.Depth) {
    let model = ResNet(classCount: 10, depth: depth, downsamplingInFirstStage: false, filterInitializer: zeros())
    #expect(model.residualBlocks.reduce(2) { $0 + $1.earlyConvs.count + 1 } == depth.rawValue)
  }

  /// The last features of an image, and the logits.
  @Test(arguments: [(ResNet.Depth.resNet18, true, 70), (.resNet50, true, 64), (.resNet20, false, 32), (.resNet20, false, 9)])
  func imagesOfAnySizeBecomeLogits(_ depth: ResNet.Depth, downsampling: Bool, side: Int) {
    let model = ResNet(classCount: 7, depth: depth, downsamplingInFirstStage: downsampling, filterInitializer: zeros())
    let logits = model(Tensor(zeros: [2, side, side, 3]))
    #expect(logits.diagnosis == nil)
    #expect(logits.shape == [2, 7])
  }

  @Test func imagesOfOtherChannelsAreAMistakeWithTheLayersPath() throws {
    let model = ResNet(classCount: 10, depth: .resNet20, downsamplingInFirstStage: false)
    let (loss, _) = valueWithGradient(at: model) { $0(Tensor(zeros: [2, 32, 32, 1])).sum() }
    let diagnosis = try #require(loss.diagnosis)
    #expect("\(diagnosis)".contains("initialLayer.conv"), "\(diagnosis)")
  }

  /// Host time goes with the nodes of a step: each further block adds as many as the others of its kind, and a layer takes few.
  @Test func theNodesOfAStepGrowWithTheLayersAndNoFaster() throws {
    func nodeCount(_ depth: ResNet.Depth) throws -> Int {
      let model = ResNet(classCount: 10, depth: depth, downsamplingInFirstStage: false, filterInitializer: zeros())
      return try withLearningPhase(.training) {
        let (loss, gradient) = valueWithGradient(at: model) { model in
          softmaxCrossEntropy(logits: model(Tensor(ones: [4, 16, 16, 3])), labels: Tensor<Int32>([0, 1, 2, 3]))
        }
        var state: [Node] = []
        model.visit { _, parameter in if parameter.role == .state { state.append(parameter.node) } }
        return try Linearization(outputs: [loss.node] + gradient.nodes + state).nodes.count
      }
    }
    let counts = try [ResNet.Depth.resNet20, .resNet32, .resNet44, .resNet110].map(nodeCount)
    #expect(counts[1] - counts[0] == counts[2] - counts[1])
    #expect(counts[3] - counts[2] == 66 / 12 * (counts[1] - counts[0]) + (counts[1] - counts[0]) / 2)
    // Convolution, norm, running moments, rectifier, half a sum, and their derivatives: 84 of each layer.
    #expect((counts[1] - counts[0]) / 12 <= 84)
  }

  @Test func aNetworkInInferenceLeavesItsRunningMomentsAlone() throws {
    let model = ResNet(classCount: 10, depth: .resNet20, downsamplingInFirstStage: false)
    let images = Tensor<Float>(randomNormal: [2, 8, 8, 3], seed: 1)
    let before = try model.initialLayer.norm.runningMean.value.readScalars()
    let first = try withLearningPhase(.inference) { try model(images).readScalars() }
    #expect(try withLearningPhase(.inference) { try model(images).readScalars() } == first)
    #expect(try model.initialLayer.norm.runningMean.value.readScalars() == before)
    _ = try withLearningPhase(.training) { try model(images).readScalars() }
    #expect(try model.initialLayer.norm.runningMean.value.readScalars() != before)
    #expect(try withLearningPhase(.inference) { try model(images).readScalars() } != first)
  }

  @Test func theSameSeedMakesTheSameNetwork() throws {
    func filter(_ seed: UInt64) throws -> [Float] {
      let model = withRandomSeed(seed) { ResNet(classCount: 10, depth: .resNet20, downsamplingInFirstStage: false) }
      return try model.residualBlocks[4].lastConv.conv.filter.readScalars()
    }
    #expect(try filter(1) == filter(1))
    #expect(try filter(1) != filter(2))
  }
}
