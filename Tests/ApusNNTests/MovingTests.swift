import ApusNN
import Testing

/// Models and optimizers move to another device with everything that is theirs.
@Suite struct MovingTests {
  private struct Network: Module {
    var dense = Dense<Float>(inputSize: 2, outputSize: 2)
    var norm = BatchNorm<Float>(featureCount: 2)
    @Frozen var scale = Tensor<Float>(2)
    func callAsFunction(_ x: Tensor<Float>) -> Tensor<Float> { norm(dense(x)) * scale }
  }

  private let other = Device(kind: .CPU, ordinal: 1)

  @Test func aModelMovesWithItsConstantsAndVariables() throws {
    let x = Tensor<Float>([[1, 2], [3, 5]])
    var model = Network()
    let before = try withLearningPhase(.inference) { try model(x).readScalars() }
    model.move(to: other)
    var devices: [Device] = []
    var copy = model
    copy.visitParameters { _, parameter in devices.append(Device(parameter.node.device)) }
    #expect(devices.count == 7 && devices.allSatisfy { $0 == other })
    #expect(model.frozenParameterCount == 1)
    let result = withLearningPhase(.inference) { model(Tensor(copying: x, to: other)) }
    #expect(result.device == other)
    #expect(try result.readScalars() == before)
    #expect(model(x).diagnosis?.description.contains("move one of them") == true)
    model.move(to: .default)
    #expect(try withLearningPhase(.inference) { try model(x).readScalars() } == before)
  }

  @Test func anOptimizerFollowsItsModel() throws {
    func gradient(_ model: Network, _ device: Device) -> Gradient<Network> {
      ApusNN.gradient(at: model) { $0(Tensor(copying: Tensor<Float>([[1, 2], [3, 5]]), to: device)).squared().sum() }
    }
    var (here, there) = (Network(), Network())
    there = here
    there.norm = BatchNorm(featureCount: 2)  // variables are shared by copies
    var optimizer = SGD(for: here, learningRate: 0.1, momentum: 0.9)
    optimizer.update(&here, along: gradient(here, .default))
    there.dense = here.dense
    there.norm.offset = here.norm.offset
    there.norm.scale = here.norm.scale
    there.move(to: other)
    var moved = SGD(copying: optimizer, to: other)
    optimizer.update(&here, along: gradient(here, .default))
    moved.update(&there, along: gradient(there, other))
    #expect(there.dense.weight.device == other)
    #expect(try there.dense.weight.readScalars() == here.dense.weight.readScalars())
    #expect(moved.state.allSatisfy { Device($0.node.device) == other })
  }
}
