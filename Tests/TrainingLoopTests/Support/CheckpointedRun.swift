import Apus
import Checkpoints
import Foundation
import Synchronization

@testable import TrainingLoop

/// A network with everything that a checkpoint has to have: parameters, variables, random numbers.
struct NoisyNetwork: Layer {
  var hidden = Dense<Float>(inputSize: 4, outputSize: 6, activation: tanh)
  var norm = BatchNorm<Float>(featureCount: 6)
  var dropout = Dropout<Float>(probability: 0.2)
  var output = Dense<Float>(inputSize: 6, outputSize: 3)

  func callAsFunction(_ input: Tensor<Float>) -> Tensor<Float> { output(dropout(norm(hidden(input)))) }
}

typealias NoisyLoop = TrainingLoop<Adam<NoisyNetwork>, Tensor<Int32>>

/// A short run that writes its checkpoints and its log into a folder.
struct CheckpointedRun {
  let model: NoisyNetwork
  let loop: NoisyLoop
  let log: String
  /// Why the run ended, if by an error.
  let error: (any Error)?
  let notes: [String]

  static let stepCount = 8

  /// Epochs of four batches, with a checkpoint after every third.
  ///
  /// - Parameter seed: of the random numbers; a run that goes on has those of its checkpoint.
  init(
    in folder: String, isResuming: Bool = true, seed: UInt64 = 1, schedule: CheckpointSchedule = .every(steps: 3), keep: Int = 3,
    epochs: Int = 2, prefetchDepth: Int = 2,
    disk: FileSystem = .system, _ callback: @escaping NoisyLoop.Callback = { _, _ in }
  ) throws {
    let notes = Notes()
    let plan = CheckpointPlan(
      schedule, in: CheckpointFolder(path: folder + "/checkpoints", keep: keep, in: disk), isResuming: isResuming, report: notes.add)
    let logger = try CSVLogger(path: folder + "/log.csv")
    (model, loop, error) = withRandomSeed(seed) {
      var model = NoisyNetwork()
      var loop = Self.loop(for: model, logger, callback)
      loop.prefetchDepth = prefetchDepth
      do { try loop.fit(&model, epochs: epochs, checkpoints: plan) } catch { return (model, loop, error) }
      return (model, loop, nil)
    }
    log = try contents(of: folder + "/log.csv")
    self.notes = notes.lines
  }

  /// - Parameter orderSeed: decides the order of the samples.
  static func loop(
    for model: NoisyNetwork, _ logger: CSVLogger, samples: Samples = Samples(count: 14), orderSeed: UInt64 = 1,
    _ callback: @escaping NoisyLoop.Callback = { _, _ in }
  ) -> NoisyLoop {
    var loop = NoisyLoop(
      training: samples.epochs(batchSize: 4, seed: orderSeed), validation: samples.epochs(batchSize: 8, seed: nil).batches(ofEpoch: 0),
      optimizer: Adam(for: model, learningRate: 0.05), lossFunction: softmaxCrossEntropy, metrics: [.accuracy],
      callbacks: [logger.log, halveRate, callback], progress: .silent)
    loop.stepsPerFile = 3
    return loop
  }

  /// All that a run leaves, bit for bit, but for its times.
  var result: [String] {
    get throws {
      var tensors: [(String, Node)] = []
      model.visit { path, parameter in tensors.append((path.name, parameter.node)) }
      let state = loop.optimizer.namedState.map { ($0.name, $0.tensor.node) } + loop.state.tensors.map { ("state", $0.node) }
      let values = try (tensors + state).map { name, node in
        let array = try Context.local.engine.read(node)
        return withExtendedLifetime(array) {
          "\(name) \(Array(UnsafeRawBufferPointer(start: array.pointer, count: array.type.byteCount)))"
        }
      }
      let steps = loop.history.steps.map { "\($0.index) \($0.loss) \($0.learningRate) \($0.statistics.values.map(\.value))" }
      let epochs = loop.history.epochs.map { "\($0.index) \($0.training.values) \($0.validation?.values ?? [])" }
      return values + steps + epochs + [log, remembered, "\(loop.fingerprint)"]
    }
  }
}

extension CheckpointedRun {
  fileprivate var remembered: String {
    let section = loop.state["halveRate"]
    return "\(section[number: "count"] ?? .nan) \(section[text: ""] ?? "none")"
  }
}

/// Remembers a number, a text and a tensor, under names that no path can have.
private func halveRate<L: TrainingLoopProtocol>(_ loop: inout L, event: TrainingLoopEvent) throws {
  guard event == .updateStart, let gradient = loop.lastStepGradient else { return }
  let (name, key) = ("halveRate", "a/b [c].d")
  let norms = loop.state[name][tensors: key]?.first?.typed(Float.self) ?? Tensor(shape: [], scalars: [0])
  loop.state[name][tensors: key] = [AnyTensor(norms + gradient.norm)]
  loop.state[name][number: "count", default: 0.1] += 1.1
  loop.state[name][text: ""] = "step \(loop.stepIndex)\n"
  if loop.stepIndex == 2 { loop.learningRate /= 2 }
}

extension TrainingLoopProtocol {
  /// Ends the run, which is to go on later.
  mutating func interrupt() throws {
    state.interrupt("a test")
    throw TrainingLoopAction.cancelFit
  }
}

private final class Notes: Sendable {
  private let all = Mutex<[String]>([])

  @Sendable func add(_ line: String) { all.withLock { $0.append(line) } }
  var lines: [String] { all.withLock(\.self) }
}
