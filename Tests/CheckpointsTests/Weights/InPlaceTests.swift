import Apus
import Foundation
import Testing

@testable import Checkpoints

/// Weights that are used where their file is mapped.
@Suite struct InPlaceTests {
  /// Big enough for the device; the bias ends between multiples of 64 bytes, so that what follows is misaligned.
  private struct Network: Layer {
    var first = Dense<Float>(inputSize: 256, outputSize: 256, activation: relu)
    var second = Dense<Float>(inputSize: 256, outputSize: 10)
    var third = Dense<Float>(inputSize: 10, outputSize: 4)
    func callAsFunction(_ input: Tensor<Float>) -> Tensor<Float> { third(second(first(input))) }

    static func seeded(_ seed: UInt64) -> Network { withRandomSeed(seed) { Network() } }
  }

  private let x = withRandomSeed(1) { Tensor<Float>(randomNormal: [512, 256]) }
  private let y = withRandomSeed(2) { Tensor<Float>(randomNormal: [512, 4]) }

  private func train<Opt: Optimizer<Network>>(_ model: inout Network, _ optimizer: inout Opt, steps: Int) throws {
    for _ in 0..<steps {
      let (_, gradient) = valueWithGradient(at: model) { meanSquaredError(predicted: $0(x), expected: y) }
      optimizer.update(&model, along: gradient)
      _ = try model.first.weight.readScalars()
    }
  }

  private func scalars(_ model: Network) throws -> [[Float]] {
    var found: [[Float]] = []
    for tensor in [model.first.weight, model.first.bias, model.second.weight, model.second.bias, model.third.weight, model.third.bias] {
      found.append(try #require(tensor).readScalars())
    }
    return found
  }

  @Test func alignedTensorsLieInTheMappingAndOthersAreCopied() throws {
    try withTemporaryFolder { folder in
      let path = folder + "/w.safetensors"
      try saveWeights(of: Network.seeded(3), to: path)
      let file = try SafetensorsFile(path: path)
      var inPlace: [String: Bool] = [:]
      for stored in file.tensors {
        let array = file.arrayInPlace(stored)
        inPlace[stored.name] = array != nil
        try file.withBytes(of: stored.name) { bytes in
          if let array { #expect(UnsafeRawPointer(array.pointer) == bytes.baseAddress) }
        }
      }
      #expect(
        inPlace == [
          "first.weight": true, "first.bias": true, "second.weight": true, "second.bias": true, "third.weight": false, "third.bias": false,
        ])
    }
  }

  /// The steps give the bits that they give on copies, and nothing of them reaches the file: its memory is never an output's.
  @Test func trainingGivesTheSameBitsAndLeavesTheFileAlone() throws {
    try withTemporaryFolder { folder in
      let path = folder + "/w.safetensors"
      try saveWeights(of: Network.seeded(3), to: path)
      let before = try bytes(at: path)
      var results: [[[Float]]] = []
      for inPlace in [false, true] {
        var model = Network.seeded(4)
        try loadWeights(into: &model, from: path, inPlace: inPlace)
        let kept = model
        var optimizer = SGD(for: model, learningRate: 0.01, momentum: 0.9)
        try train(&model, &optimizer, steps: 3)
        results += [try scalars(kept), try scalars(model)]
      }
      #expect(results[0] == results[2] && results[1] == results[3])
      #expect(results[0] == (try scalars(Network.seeded(3))) && results[1] != results[0])
      #expect(try bytes(at: path) == before)
    }
  }

  /// Nobody but the model holds the mapping when the optimizer gives its parameters away.
  @Test func parametersThatAreGivenAwayAreNotWrittenTo() throws {
    try withTemporaryFolder { folder in
      let path = folder + "/w.safetensors"
      try saveWeights(of: Network.seeded(3), to: path)
      let before = try bytes(at: path)
      let step = compiled { (model: inout Network, x: Tensor<Float>, y: Tensor<Float>) in
        let (loss, gradient) = valueWithGradient(at: model) { meanSquaredError(predicted: $0(x), expected: y) }
        model.first.weight -= gradient.first.weight
        model.second.weight -= 0.1 * gradient.second.weight
        return loss
      }
      var losses: [[Float]] = []
      for inPlace in [false, true] {
        var model = Network.seeded(4)
        try loadWeights(into: &model, from: path, inPlace: inPlace)
        losses.append(try (0..<3).flatMap { _ in try step(&model, x, y).readScalars() })
      }
      #expect(losses[0] == losses[1])
      #expect(Set(losses[0]).count == 3, "\(losses)")
      #expect(try bytes(at: path) == before)
    }
  }

  /// As `saveWeights` does it; and a file that is gone.
  @Test func aFileMayBeReplacedByRenamingWhileItIsUsed() throws {
    try withTemporaryFolder { folder in
      let path = folder + "/w.safetensors"
      try saveWeights(of: Network.seeded(3), to: path)
      var model = Network.seeded(4)
      try loadWeights(into: &model, from: path, inPlace: true)
      try saveWeights(of: Network.seeded(5), to: path)
      #expect(try scalars(model) == scalars(Network.seeded(3)))
      try saveWeights(of: model, to: path)
      try FileManager.default.removeItem(atPath: path)
      #expect(try scalars(model) == scalars(Network.seeded(3)))
    }
  }

  /// Files of the official writer begin their data at a multiple of 8 bytes only.
  @Test func everyAddressGivesTheSameNumbers() throws {
    struct One: Module {
      var w = Tensor<Float>(zeros: [300, 300])
      func callAsFunction(_ input: Tensor<Float>) -> Tensor<Float> { matmul(input, w) }
    }
    let numbers = (0..<90_000).map { Float($0 % 97) }
    let sums = (0..<300).map { column in stride(from: column, to: 90_000, by: 300).reduce(Float(0)) { $0 + numbers[$1] } }
    try withTemporaryFolder { folder in
      for length in 0..<9 {
        let path = folder + "/w\(length).safetensors"
        try SafetensorsWriter.write(
          [.init(name: "w", dtype: .float32, shape: [300, 300], bytes: littleEndianBytes(numbers))],
          metadata: ["m": String(repeating: "a", count: 8 * length)], to: path)
        var model = One()
        try loadWeights(into: &model, from: path, inPlace: true)
        #expect(try model(Tensor<Float>(ones: [300, 300])).readScalars() == (0..<300).flatMap { _ in sums })
      }
    }
  }
}
