import ApusCore
import Testing

/// Gradients with respect to models, whatever their members.
@Suite struct ModelGradientTests {
  struct Line: Module {
    var w: Tensor<Float>
    var b: Tensor<Float>
    init(_ w: Float = 5, _ b: Float = 0) { (self.w, self.b) = (Tensor(w), Tensor(b)) }
    func callAsFunction(_ x: Tensor<Float>) -> Tensor<Float> { w * x + b }
  }

  struct Box<Inner: Module>: Module where Inner.Input == Inner.Output {
    var inner: Inner
    var twin: [Inner]
    func callAsFunction(_ x: Inner.Input) -> Inner.Input { twin.reduce(inner(x)) { $1($0) } }
  }

  struct Everything: Module {
    var list = [Line(1, 1), Line(2, 0)]
    var some: Line? = Line(3, 0)
    var none: Line?
    var named = ["left": Line(4, 0), "right": Line(5, 0)]
    var box = Box(inner: Box(inner: Line(6, 0), twin: []), twin: [Box(inner: Line(7, 0), twin: [Line(8, 0)])])
    let constant = Line(9, 9)
    @Frozen var frozen = Line(10, 0)
    var table = Tensor<Int32>([1, 2, 3])
    var precise = Tensor<Double>(11)
    let name = "everything"
    var activation: @Sendable (Tensor<Float>) -> Tensor<Float> = { $0 }

    func callAsFunction(_ x: Tensor<Float>) -> Tensor<Float> {
      var sum = list[0](x) + list[1](x) + constant(x) + frozen(x) + box(x) + Tensor<Float>(precise)
      for line in [some, none].compactMap({ $0 }) { sum = sum + line(x) }
      return activation(sum + (named["left"].map { $0(x) } ?? x) + Tensor<Float>(table).sum())
    }
  }

  @Test func everyFloatingPointVarIsAParameterAndNothingElse() throws {
    #expect(
      Everything().parameters.map(\.path) == [
        "list[0].w", "list[0].b", "list[1].w", "list[1].b", "some.w", "some.b", "named.left.w", "named.left.b", "named.right.w",
        "named.right.b", "box.inner.inner.w", "box.inner.inner.b", "box.twin[0].inner.w", "box.twin[0].inner.b", "box.twin[0].twin[0].w",
        "box.twin[0].twin[0].b", "precise",
      ])
  }

  @Test func aGradientHasTheModelsShape() throws {
    let model = Everything()
    let (value, gradient) = valueWithGradient(at: model) { $0(Tensor<Float>(2)) }
    #expect(value.scalarized() == 3 + 4 + 27 + 20 + 672 + 11 + 6 + 8 + 6)
    #expect(gradient.list[0].w.scalarized() == 2)
    #expect(gradient[\.list[1].b].scalarized() == 1)
    #expect(gradient.some?.w.scalarized() == 2)
    #expect(gradient.none == nil)
    #expect(gradient.named["left"]?.w.scalarized() == 2)
    #expect(gradient.named["right"]?.w.scalarized() == 0, "not used, so zero")
    #expect(gradient.box.inner.inner.w.scalarized() == 2 * 56)
    #expect(gradient.box.twin[0].inner.w.scalarized() == 12 * 8)
    #expect(gradient.box.twin[0].twin[0].w.scalarized() == 84)
    #expect(gradient.precise.scalarized() == 1)
    #expect(gradient.parameters.map(\.path) == model.parameters.map(\.path))
  }

  @Test func aGradientIsAVector() throws {
    let gradient = gradient(at: Line()) { $0(Tensor<Float>(3)) + 3 * $0.b }
    #expect([gradient.w, gradient.b].map { $0.scalarized() } == [3, 4])
    #expect(gradient.norm.scalarized() == 5)
    let sum = gradient + 2 * gradient
    #expect([sum.w, sum.b].map { $0.scalarized() } == [9, 12])
    let clipped = gradient.clipped(byGlobalNorm: 1)
    #expect(abs(clipped.w.scalarized() - 0.6) < 1e-6)
    #expect(abs(clipped.b.scalarized() - 0.8) < 1e-6)
    let untouched = gradient.clipped(byGlobalNorm: 10)
    #expect([untouched.w, untouched.b].map { $0.scalarized() } == [3, 4])
  }

  @Test func theModelIsNotChanged() throws {
    let model = Line()
    let copy = model
    _ = gradient(at: model) { $0(Tensor<Float>(3)) }
    #expect(model.w.scalarized() == 5)
    #expect(copy.w.scalarized() == 5)
  }

  @Test func aGradientOfAGradientsNormIsRight() throws {
    let penalty = gradient(at: Line(2, 0)) { line in
      let slope = gradient(at: Tensor<Float>(3)) { x in line(x) * line(x) }
      return slope * slope
    }
    // slope = 2w(wx + b) = 24; d slope²/dw = 2·slope·(4wx + 2b), d slope²/db = 2·slope·2w
    #expect(penalty.w.scalarized() == 2 * 24 * 24)
    #expect(penalty.b.scalarized() == 2 * 24 * 4)
  }

  /// A model inside the gradient of the same model.
  @Test func modelsNest() throws {
    let outer = gradient(at: Line(2, 1)) { line in
      let inner = gradient(at: line) { $0(Tensor<Float>(3)) * $0.w }  // 3w² + bw
      return inner.w + 10 * inner.b  // 6w + b + 10w
    }
    #expect(outer.w.scalarized() == 16)
    #expect(outer.b.scalarized() == 1)
  }
}
