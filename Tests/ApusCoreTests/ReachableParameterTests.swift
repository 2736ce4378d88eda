import ApusCore
import Testing

/// Members of a model that are trained, beyond structs and arrays.
@Suite struct ReachableParameterTests {
  struct Line: Layer {
    var w: Tensor<Float>
    init(_ w: Float) { self.w = Tensor(w) }
    func callAsFunction(_ x: Tensor<Float>) -> Tensor<Float> { w * x }
  }
  struct Shift: Layer {
    var b: Tensor<Float>
    var unused: Tensor<Float>? = Tensor(0)
    init(_ b: Float) { self.b = Tensor(b) }
    func callAsFunction(_ x: Tensor<Float>) -> Tensor<Float> { x + b }
  }
  typealias AnyLayer = any Layer<Tensor<Float>, Tensor<Float>>

  struct Mixed: Layer {
    var layers: [AnyLayer] = [Line(2), Shift(3), Line(5)]
    var last: (any Layer<Tensor<Float>, Tensor<Float>>)? = Shift(7)
    var named: [String: AnyLayer] = ["a": Shift(11)]
    @Frozen var frozen: AnyLayer = Line(1)
    func callAsFunction(_ x: Tensor<Float>) -> Tensor<Float> {
      let y = layers.reduce(frozen(x)) { $1($0) }
      return named.values.reduce(last.map { $0(y) } ?? y) { $1($0) }
    }
  }

  @Test func layersBehindAProtocolAreTrained() throws {
    let model = Mixed()
    #expect(
      model.parameters.map(\.path) == [
        "layers[0].w", "layers[1].b", "layers[1].unused", "layers[2].w", "last.b", "last.unused", "named.a.b", "named.a.unused",
      ])
    #expect(model.unreachableParameters == nil)
    let (value, gradient) = valueWithGradient(at: model) { $0(Tensor<Float>(1)) }
    #expect(value.scalarized() == (1 * 2 + 3) * 5 + 7 + 11)
    let slopes = gradient.parameters.map { $0.gradient.typed(Float.self)?.scalarized() }
    #expect(slopes == [5, 5, 0, 5, 1, 0, 1, 0])
    #expect(model(Tensor<Float>(1)).scalarized() == 43, "the model is not changed")
  }

  @Test func aMemberThatBecomesAnotherLayerHasItsNames() {
    var model = Mixed()
    model.layers = [Shift(1), Line(1)]
    #expect(model.parameters.prefix(3).map(\.path) == ["layers[0].b", "layers[0].unused", "layers[1].w"])
    model.layers = [Line(1), Line(1)]
    #expect(model.parameters.prefix(2).map(\.path) == ["layers[0].w", "layers[1].w"])
  }

  @Test func inlineArraysAreTrained() {
    struct Row: Module {
      var lines: InlineArray<2, Line> = [Line(2), Line(3)]
      func callAsFunction(_ x: Tensor<Float>) -> Tensor<Float> { lines[1](lines[0](x)) }
    }
    let slope = gradient(at: Row()) { $0(Tensor<Float>(1)) }
    #expect(slope.parameters.map(\.path) == ["lines[0].w", "lines[1].w"])
    #expect(slope.nodes.map { Tensor<Float>($0).scalarized() } == [3, 2])
  }

  @Test func compiledFunctionsTakeLayersBehindAProtocol() {
    let apply = compiled { (layer: AnyLayer, x: Tensor<Float>) in layer(x) }
    #expect(apply(Line(2), Tensor<Float>(5)).scalarized() == 10)
    #expect(apply(Line(3), Tensor<Float>(5)).scalarized() == 15)
    #expect(apply(Shift(3), Tensor<Float>(5)).scalarized() == 8)
    #expect(apply.report.traceCount == 2)
  }

  @Test func arraysOfNumbersArePartOfACompiledSignature() {
    let sum = compiled { (x: Tensor<Float>, axes: [Int]) in x.sum(squeezingAxes: axes) }
    let x = Tensor<Float>([[1, 2, 3], [4, 5, 6]])
    #expect(sum(x, [0]).scalars == [5, 7, 9])
    #expect(sum(x, [1]).scalars == [6, 15])
  }

  final class Reference: Module {
    let w = Variable<Float>(2)
    let count = Variable<Float>(0, isTrainable: false)
    @Frozen var frozen = Variable<Float>(1)
    func callAsFunction(_ x: Tensor<Float>) -> Tensor<Float> {
      count.assignAdd(Tensor(1))
      return w * w * x * frozen.value + count.value * x
    }
  }

  @Test func variablesOfAClassAreTrained() {
    let model = Reference()
    let (value, gradient) = valueWithGradient(at: model) { $0(Tensor<Float>(3)) }
    #expect(value.scalarized() == 2 * 2 * 3 + 1 * 3)
    #expect(gradient.w.scalarized() == 2 * 2 * 3)
    #expect(gradient[model.w].scalarized() == 12)
    #expect(gradient[model.frozen].scalarized() == 0)
    #expect(gradient[model.count].scalarized() == 0)
    #expect(gradient.norm.scalarized() == 12)
    #expect((gradient + 2 * gradient).w.scalarized() == 36)
  }

  @Test func aVariableThatIsAssignedInsideIsDifferentiatedByItsFirstValueAsWell() {
    struct Twice: Module {
      let w = Variable<Float>(3)
      func callAsFunction(_ x: Tensor<Float>) -> Tensor<Float> {
        let first = w * x
        w.assign(Tensor(10))
        return first * w.value
      }
    }
    let model = Twice()
    let (value, gradient) = valueWithGradient(at: model) { $0(Tensor<Float>(2)) }
    #expect(value.scalarized() == 60)
    #expect(gradient.w.scalarized() == 2 * 10 + 6, "as the tape has it: each value that was read counts")
  }
}
