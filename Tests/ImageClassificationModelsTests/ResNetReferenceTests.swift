import Apus
import ApusTesting
import Foundation
import Testing

@testable import ImageClassificationModels

/// Small residual networks against PyTorch's: a training step with all gradients, and inference after it.
@Suite struct ResNetReferenceTests {
  struct Cases: Decodable {
    let cases: [Case]
  }

  struct Case: Decodable, Sendable, CustomTestStringConvertible {
    let name: String
    let blockCounts: [Int]
    let filterCount: Int
    let isBasic, downsamplingInFirstStage, useLaterStride: Bool
    let batch, side, classCount: Int
    let logits: [Double]
    let loss: Double
    let gradients: [String: [Double]]
    let runningMoments: [String: [Double]]
    let inferenceLogits: [Double]
    var testDescription: String { name }

    /// With the parameters that `make-resnet.py` describes: they follow from the order of their paths.
    func makeModel() -> ResNet {
      var model = ResNet(
        classCount: classCount, blockCounts: blockCounts, filterCount: filterCount, isBasic: isBasic,
        downsamplingInFirstStage: downsamplingInFirstStage, useLaterStride: useLaterStride, filterInitializer: zeros())
      let paths = model.parameters.map(\.path).sorted()
      model.updateParameters { path, node in
        let seed = paths.firstIndex(of: path.name) ?? 0
        return numbers(node.shape, seed: seed, scale: 0.4, around: path.name.hasSuffix("scale") ? 1 : 0).node
      }
      return model
    }
  }

  static let cases = Result { try readReference("models/resnet.json", as: Cases.self).cases }

  @Test func everyNetworkOfTheProgramIsRead() throws { #expect(try Self.cases.get().count == 4) }

  @Test(arguments: (try? cases.get()) ?? [])
  func aStepAndInferenceAreThoseOfPyTorch(_ reference: Case) throws {
    let model = reference.makeModel()
    let images = numbers([reference.batch, reference.side, reference.side, 3], seed: 100, scale: 1)
    let labels = Tensor<Int32>((0..<reference.batch).map { Int32($0 % reference.classCount) })
    try withLearningPhase(.training) {
      var logits = images
      let (loss, gradient) = valueWithGradient(at: model) { model in
        logits = model(images)
        return softmaxCrossEntropy(logits: logits, labels: labels)
      }
      try expect(logits.readScalars(), reference.logits, "logits")
      expect([loss.scalarized()], [reference.loss], "loss")
      let slopes = Dictionary(uniqueKeysWithValues: zip(model.parameters.map(\.path), gradient.nodes))
      #expect(Set(slopes.keys) == Set(reference.gradients.keys))
      for (path, node) in slopes { try expect(Tensor<Float>(node).readScalars(), reference.gradients[path] ?? [], path) }
    }
    var moments: Set<String> = []
    try model.expectState(reference.runningMoments, &moments)
    #expect(moments == Set(reference.runningMoments.keys))
    try withLearningPhase(.inference) { try expect(model(images).readScalars(), reference.inferenceLogits, "inference") }
  }
}

extension ResNet {
  fileprivate func expectState(_ expected: [String: [Double]], _ seen: inout Set<String>) throws {
    var found: [(String, Tensor<Float>)] = []
    visit { path, parameter in if parameter.role == .state { found.append((path.name, Tensor(parameter.node))) } }
    for (path, tensor) in found {
      seen.insert(path)
      try expect(tensor.readScalars(), expected[path] ?? [], path)
    }
  }
}

/// Relative to the largest number: sums over a batch have terms that cancel.
private func expect(_ found: [Float], _ expected: [Double], _ what: String, _ location: Testing.SourceLocation = #_sourceLocation) {
  #expect(found.count == expected.count, "\(what)", sourceLocation: location)
  let size = expected.map(abs).max() ?? 0
  let farthest = zip(found, expected).map { abs(Double($0) - $1) }.max() ?? 0
  #expect(farthest <= 2e-5 * max(size, 1e-2), "\(what): \(farthest) of \(size)", sourceLocation: location)
}

/// Element i is `around + scale · sin(0.7 i + i² / 11 + seed)`.
private func numbers(_ shape: TensorShape, seed: Int, scale: Double, around mean: Double = 0) -> Tensor<Float> {
  let scalars = (0..<shape.contiguousSize).map { index in
    let i = Double(index)
    return Float(mean + scale * sin(0.7 * i + i * i / 11 + Double(seed)))
  }
  return Tensor(shape: shape, scalars: scalars)
}
