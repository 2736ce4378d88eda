import ApusCore
import Testing

/// How the tensors of a model are found.
@Suite struct ModuleWalkTests {
  struct Dense: Layer {
    var weight: Tensor<Float>
    var bias: Tensor<Float>?
    init(_ inputs: Int, _ outputs: Int, bias: Bool = true) {
      weight = Tensor(zeros: [inputs, outputs])
      self.bias = bias ? Tensor(zeros: [outputs]) : nil
    }
    func callAsFunction(_ x: Tensor<Float>) -> Tensor<Float> { bias.map { matmul(x, weight) + $0 } ?? matmul(x, weight) }
  }

  struct Block: Module {
    var up = Dense(2, 8)
    var down = Dense(8, 2, bias: false)
    let scale: Tensor<Float> = Tensor(1)
    func callAsFunction(_ x: Tensor<Float>) -> Tensor<Float> { down(up(x)) * scale }
  }

  struct Network: Module {
    var blocks = [Block(), Block()]
    @Frozen var features = Block()
    var heads = ["b": Dense(2, 3), "a": Dense(2, 1)]
    var table = Tensor<Int32>([1, 2])
    let average = Variable<Float>([0, 0])
    func callAsFunction(_ x: Tensor<Float>) -> Tensor<Float> { blocks.reduce(features(x)) { $1($0) } }
  }

  private func walk(_ model: Network) -> [(path: String, role: Parameter.Role, shape: TensorShape)] {
    var model = model
    var found: [(path: String, role: Parameter.Role, shape: TensorShape)] = []
    model.visitParameters { path, parameter in found.append((path.name, parameter.role, parameter.shape)) }
    return found
  }

  @Test func pathsFollowTheStoredProperties() {
    #expect(
      walk(Network()).map(\.path) == [
        "blocks[0].up.weight", "blocks[0].up.bias", "blocks[0].down.weight", "blocks[0].scale", "blocks[1].up.weight", "blocks[1].up.bias",
        "blocks[1].down.weight", "blocks[1].scale", "features.up.weight", "features.up.bias", "features.down.weight", "features.scale",
        "heads.a.weight", "heads.a.bias", "heads.b.weight", "heads.b.bias", "table", "average",
      ])
  }

  @Test func rolesSayWhatIsTrained() {
    for (path, role, _) in walk(Network()) {
      let expected: Parameter.Role =
        path == "average" ? .state : path.hasSuffix("scale") || path.hasPrefix("features") || path == "table" ? .constant : .trainable
      #expect(role == expected, "\(path)")
    }
  }

  @Test func parametersAreCounted() {
    let block = 2 * 8 + 8 + 8 * 2
    #expect(Block().parameterCount == block)
    #expect(Network().parameterCount == 2 * block + 2 * 3 + 3 + 2 * 1 + 1)
    #expect(Network().parameters.first.map { "\($0.path) \($0.shape)" } == "blocks[0].up.weight [2, 8]")
  }

  @Test func aCopyIsUntouched() throws {
    let original = Network()
    var changed = original
    changed.updateParameters { _, node in node + 1 }
    #expect(changed.blocks[1].up.weight == Tensor(ones: [2, 8]))
    #expect(changed.heads["b"]?.weight == Tensor(ones: [2, 3]))
    #expect(changed.features.up.weight == Tensor(zeros: [2, 8]), "frozen")
    #expect(original.blocks[1].up.weight == Tensor(zeros: [2, 8]))
    #expect(original.heads["b"]?.weight == Tensor(zeros: [2, 3]))
  }

  @Test func anArrayThatGrowsIsWalkedToItsEnd() {
    var model = Network()
    model.blocks.append(Block())
    #expect(walk(model).contains { $0.path == "blocks[2].down.weight" })
    model.blocks = []
    #expect(!walk(model).contains { $0.path.hasPrefix("blocks") })
  }

  @Test func manyThreadsMayWalkATypeForTheFirstTime() async {
    struct Fresh: Module {
      var a = Block()
      var b = [Block()]
      func callAsFunction(_ x: Tensor<Float>) -> Tensor<Float> { a(x) }
    }
    let counts = await withTaskGroup(of: Int.self) { group in
      for _ in 0..<8 { group.addTask { Fresh().parameters.count } }
      return await group.reduce(into: []) { $0.append($1) }
    }
    #expect(counts == Array(repeating: 6, count: 8))
  }

  @Test func tuplesAreWalked() {
    struct Both: Module {
      var pair = (Tensor<Float>(1), named: Dense(1, 2))
      func callAsFunction(_ x: Tensor<Float>) -> Tensor<Float> { pair.named(x * pair.0) }
    }
    #expect(Both().parameters.map(\.path) == ["pair.0", "pair.named.weight", "pair.named.bias"])
  }

  @Test func aWalkOfOnesOwnReplacesTheReflection() {
    struct Picky: Module {
      var used = Tensor<Float>(1)
      var hidden = Tensor<Float>(2)
      func callAsFunction(_ x: Tensor<Float>) -> Tensor<Float> { x * used }
      mutating func visitParameters(_ visit: (ParameterPath, inout Parameter) -> Void) {}
    }
    #expect(Picky().parameters.isEmpty)
  }
}
