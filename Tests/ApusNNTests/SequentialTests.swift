import ApusNN
import Testing

@Suite struct SequentialTests {
  private static func dense(_ seed: Int) -> Dense<Float> {
    Dense(inputSize: 4, outputSize: 4, activation: tanh, weightInitializer: glorotUniform(seed: seed))
  }

  private let x = Tensor<Float>(randomNormal: [3, 4], seed: 1)

  private func makeLong() -> some Layer<Tensor<Float>, Tensor<Float>> {
    Sequential {
      Self.dense(1)
      Self.dense(2)
      Self.dense(3)
      Self.dense(4)
      Self.dense(5)
      Self.dense(6)
      Self.dense(7)
      Self.dense(8)
      Self.dense(9)
      Self.dense(10)
      Self.dense(11)
      Self.dense(12)
      Self.dense(13)
      Self.dense(14)
      Self.dense(15)
      Self.dense(16)
      Self.dense(17)
      Self.dense(18)
      Self.dense(19)
      Self.dense(20)
    }
  }

  @Test func twentyLayersRunOneAfterTheOther() throws {
    let expected = (1...20).reduce(x) { Self.dense($1)($0) }
    #expect(try makeLong()(x).readScalars() == expected.readScalars())
  }

  @Test func allLayersAreTrained() throws {
    let model = makeLong()
    #expect(model.parameters.count == 40)
    #expect(model.parameterCount == 20 * (16 + 4))
    let slopes = gradient(at: model) { $0(x).sum() }.parameters
    for slope in slopes {
      let numbers = try #require(slope.gradient.typed(Float.self)).readScalars()
      #expect(numbers.contains { $0 != 0 }, "\(slope.path)")
    }
    #expect(slopes.count == 40)
  }

  @Test func oneLayerIsASequence() throws {
    let model = Sequential { Self.dense(1) }
    #expect(try model(x).readScalars() == Self.dense(1)(x).readScalars())
    #expect(model.parameters.map(\.path) == ["layers.weight", "layers.bias"])
  }

  @Test func sequencesNest() throws {
    let model = Sequential {
      Flatten()
      Sequential {
        Self.dense(1)
        Self.dense(2)
      }
      Self.dense(3)
    }
    #expect(try model(x.reshaped(to: [3, 2, 2])).readScalars() == Self.dense(3)(Self.dense(2)(Self.dense(1)(x))).readScalars())
  }
}
