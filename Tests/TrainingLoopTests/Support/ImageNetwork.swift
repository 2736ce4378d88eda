import Apus
import TrainingLoop

/// A network for images of 4 × 4 pixels in 3 classes.
struct ImageNetwork: Layer {
  var hidden: Dense<Float>
  var output: Dense<Float>

  init() {
    (hidden, output) = withRandomSeed(0) {
      (Dense(inputSize: 16, outputSize: 8, activation: tanh), Dense(inputSize: 8, outputSize: 3))
    }
  }

  func callAsFunction(_ images: Tensor<Float>) -> Tensor<Float> { output(hidden(images.reshaped(to: [images.shape[0], 16]))) }
}

extension Module {
  /// All trained numbers.
  var weights: [Float] {
    get throws { try parameterNodes.flatMap { try Context.local.engine.read($0).array(of: Float.self) } }
  }
}

typealias ImageLoop = TrainingLoop<SGD<ImageNetwork>, Tensor<Int32>>

/// What came out of a run of the callback tests.
struct ImageRun {
  var weights: [Float]
  var loop: ImageLoop
  var history: History { loop.history }

  /// Two epochs of four batches, the last of which is shorter.
  init(
    _ callbacks: [ImageLoop.Callback], epochs: Int = 2, learningRate: Float = 0.5, readsOften: Bool = true, from start: Moment? = nil
  ) throws {
    var model = ImageNetwork()
    let images = Tensor<Float>(randomNormal: [14, 4, 4, 1], seed: 3)
    let labels = images.reshaped(to: [14, 16]).slice(lowerBounds: [0, 0], upperBounds: [14, 3]).argmax(squeezingAxis: -1)
    let data = Epochs(inputs: images, targets: labels, batchSize: 4, seed: 1)
    var loop = ImageLoop(
      training: data, validation: data.batches(ofEpoch: 99), optimizer: SGD(for: model, learningRate: learningRate, momentum: 0.5),
      lossFunction: softmaxCrossEntropy, metrics: [.accuracy], callbacks: callbacks, progress: .silent)
    loop.statisticsInterval = readsOften ? .zero : .seconds(3600)
    if let start { (model, loop.optimizer) = (start.model, start.optimizer) }
    try loop.fit(&model, epochs: epochs, on: .default, from: start?.point)
    weights = try model.weights
    self.loop = loop
  }

  /// All that a checkpoint has.
  struct Moment {
    let point: ResumePoint
    let model: ImageNetwork
    let optimizer: SGD<ImageNetwork>

    /// With values of its own, as if they had been in a file.
    init(_ loop: inout ImageLoop, _ event: TrainingLoopEvent) throws {
      var (point, model, optimizer) = (try loop.resumePoint(after: event), loop.model, loop.optimizer)
      model.replaceParameters(with: try model.parameterNodes.map(Self.copy))
      optimizer.state = try optimizer.state.map { AnyTensor(try Self.copy($0.node)) }
      for (name, section) in point.state.sections {
        for (key, value) in section.values {
          if case .tensors(let tensors) = value { point.state[name][tensors: key] = try tensors.map { AnyTensor(try Self.copy($0.node)) } }
        }
      }
      point.metrics = try point.metrics.map { AnyTensor(try Self.copy($0.node)) }
      (self.point, self.model, self.optimizer) = (point, model, optimizer)
    }

    private static func copy(_ node: Node) throws -> Node { .leaf(try Context.local.engine.read(node).copied()) }
  }
}

extension HostArray {
  fileprivate func copied() throws -> HostArray {
    let copy = try HostArray(uninitialized: type)
    copy.pointer.copyMemory(from: pointer, byteCount: type.byteCount)
    return copy
  }
}
