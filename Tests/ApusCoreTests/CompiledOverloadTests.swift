import ApusCore
import Testing

/// Which `compiled` a closure means: the one without state unless a parameter is `inout`.
@Suite struct CompiledOverloadTests {
  private let x = Tensor<Float>([1, 2])

  private static func add(_ a: Tensor<Float>, _ b: Tensor<Float>) -> Tensor<Float> { a + b }
  private static func grow(_ a: inout Tensor<Float>, _ b: Tensor<Float>) -> Tensor<Float> {
    a += b
    return a.sum()
  }
  private static func growBoth(_ a: inout Tensor<Float>, _ b: inout Tensor<Float>, _ c: Tensor<Float>) {
    a += c
    b -= c
  }

  @Test func closuresWithoutTypesHaveNoState() {
    let one = compiled { exp($0 as Tensor<Float>) }
    let two = compiled { Self.add($0, $1) }
    let three = compiled { Self.add(Self.add($0, $1), $2) }
    #expect(one(Tensor<Float>([0])).scalars == [1])
    #expect(two(x, x).scalars == [2, 4])
    #expect(three(x, x, x).scalars == [3, 6])
    #expect("\(type(of: two))" == "Compiled<Tensor<Float>, Pack{Tensor<Float>, Tensor<Float>}>")
    #expect("\(type(of: three))" == "Compiled<Tensor<Float>, Pack{Tensor<Float>, Tensor<Float>, Tensor<Float>}>")
  }

  @Test func functionsAndClosuresWithTypesAreWhatTheySay() {
    #expect(compiled(Self.add)(x, x).scalars == [2, 4])
    #expect(compiled { (a: Tensor<Float>, b: Tensor<Float>) in a * b }(x, x).scalars == [1, 4])
    #expect(compiled { Tensor<Float>(3) }().scalarized() == 3)
    let many = compiled { (a: Float, b: Float, c: Float, d: Float, e: Float, f: Tensor<Float>) in (a + b + c + d + e) * f }
    let three: Float = 3
    #expect(many(three, three, three, three, three, x).scalars == [15, 30])
  }

  @Test func anInoutParameterIsState() {
    let step = compiled(Self.grow), both = compiled(Self.growBoth)
    let shown = compiled { (a: inout Tensor<Float>, b: Tensor<Float>) in Self.grow(&a, b) }
    var (a, b) = (x, x)
    #expect(step(&a, x).scalarized() == 6)
    #expect(shown(&a, x).scalarized() == 9)
    both(&a, &b, x)
    #expect(a.scalars == [4, 8])
    #expect(b.scalars == [0, 0])
    #expect("\(type(of: shown))" == "CompiledUpdate<Tensor<Float>, Tensor<Float>, Pack{Tensor<Float>}>")
  }
}
