import ApusCore
import Testing

@Suite struct ParameterFilterTests {
  static let cases: [(pattern: String, path: String, isIn: Bool)] = [
    ("encoder", "encoder.weight", true), ("encoder", "encoder", true), ("encoder", "encoder2.weight", false),
    ("encoder", "model.encoder.weight", false), ("*encoder", "model.encoder.weight", true), ("blocks", "blocks[3].norm.scale", true),
    ("blocks[3]", "blocks[3].norm.scale", true), ("blocks[3]", "blocks[30].norm.scale", false),
    ("blocks[*].norm", "blocks[12].norm.scale", true), ("blocks[*].norm", "blocks[12].mlp.up", false), ("*.bias", "a.b.bias", true),
    ("*.bias", "bias", false), ("*bias", "bias", true), ("*.bias", "a.biases", false), ("*.bias", "a.bias.x.weight", true),
    ("*", "anything[0].at.all", true), ("a*b*c", "aXbYbZc.d", true), ("a*b*c", "aXbYbZ", false), ("", "", true), ("", "weight", false),
    ("**", "x", true), ("*a", "aaaab", false), ("*a", "aaaa", true), ("ö*", "öl.weight", true),
  ]

  @Test(arguments: cases.indices)
  func patternsNameTheBeginningsOfPaths(_ index: Int) {
    let (pattern, path, isIn) = Self.cases[index]
    #expect(ParameterFilter(pattern).contains(path) == isIn, "\(pattern) and \(path)")
    #expect((!ParameterFilter(pattern)).contains(path) == !isIn)
  }

  @Test func filtersAreCombined() {
    let filter: ParameterFilter = "encoder" && !"*.bias" || "head"
    #expect(["encoder.weight", "encoder.bias", "head.bias", "other"].map(filter.contains) == [true, false, true, false])
  }

  @Test func manyStarsAreNoTrap() {
    let pattern = String(repeating: "a*", count: 200) + "b"
    #expect(!ParameterFilter(pattern).contains(String(repeating: "a", count: 5000)))
  }

  private struct Part { var weight = Tensor<Float>([1]), scale = Variable<Float>([1]) }
  private struct Whole: Module {
    var first = Part(), second = Part()
    var parts = [Part(), Part()]
    func callAsFunction(_ x: Tensor<Float>) -> Tensor<Float> { x * first.weight }
  }

  @Test func aKeyPathMeansThePropertyAndItsParts() {
    let model = Whole()
    let paths = model.parameters.map(\.path) + model.variables.map(\.path)
    #expect(paths.count == 8)
    #expect(paths.filter(ParameterFilter(\.second, of: model).contains) == ["second.weight", "second.scale"])
    #expect(paths.filter(ParameterFilter(\.parts[1], of: model).contains) == ["parts[1].weight", "parts[1].scale"])
    #expect(paths.filter(ParameterFilter(\.first.weight, of: model).contains) == ["first.weight"])
    #expect(paths.filter(ParameterFilter(\.parts, of: model).contains).count == 4)
  }
}
