import ApusCore
import Testing

/// A mistake deep in a model, as its reader sees it.
@Suite struct DiagnosisTests {
  struct Projection: Module {
    var weight: Tensor<Float>
    func callAsFunction(_ x: Tensor<Float>) -> Tensor<Float> { relu(matmul(x, weight)) }
  }

  struct Block: Module {
    var up: Projection
    var down: Projection
    func callAsFunction(_ x: Tensor<Float>) -> Tensor<Float> { down(up(x)) }
  }

  struct Encoder: Module {
    var blocks: [Block]
    func callAsFunction(_ x: Tensor<Float>) -> Tensor<Float> { blocks.reduce(x) { $1($0) } }
  }

  struct Model: Module {
    var encoder: Encoder
    /// The second block takes 5 features where the first gives 4.
    init() {
      func projection(_ inputs: Int, _ outputs: Int) -> Projection { Projection(weight: Tensor(ones: [inputs, outputs])) }
      encoder = Encoder(blocks: [
        Block(up: projection(4, 6), down: projection(6, 4)), Block(up: projection(5, 6), down: projection(6, 4)),
      ])
    }
    func callAsFunction(_ x: Tensor<Float>) -> Tensor<Float> { encoder(x) }
  }

  private static let expected = """
    Apus: the shapes of a matrix product do not fit
      at    Tests/ApusCoreTests/DiagnosisTests.swift:8   in Projection.callAsFunction
      layer encoder.blocks[1].up
      left  [2, 4]                  the last axis has 4 elements
      right [5, 6]                  the first axis has 5
      hint  the input of this layer comes from encoder.blocks[0].down
    """

  @Test func aMistakeNamesTheLineAndTheLayer() throws {
    let (loss, gradient) = valueWithGradient(at: Model()) { $0(Tensor(ones: [2, 4])).sum() }
    let diagnosis = try #require(loss.diagnosis)
    #expect(diagnosis.description == Self.expected)
    #expect(gradient.encoder.blocks[0].up.weight.diagnosis == diagnosis)
  }

  @Test func theMistakeIsThrownByEveryThrowingReader() throws {
    let output = Model()(Tensor(ones: [2, 4]))
    let diagnosis = try #require(output.diagnosis)
    #expect(throws: diagnosis) { try output.evaluated() }
    #expect(throws: diagnosis) { try output.readScalars() }
    #expect(throws: diagnosis) { try (relu(output) + 1).sum().evaluated() }
    #expect(diagnosis.layer == nil, "outside of a gradient the parameters carry no path")
  }

  @Test func whatDoesNotDependOnTheMistakeIsComputed() throws {
    let x = Tensor<Float>([1, 2])
    let wrong = x + Tensor<Float>([1, 2, 3]), right = x * 2
    #expect(wrong.diagnosis != nil)
    #expect(try right.readScalars() == [2, 4])
    LazyTensorBarrier()
    #expect(try (right + 1).readScalars() == [3, 5])
  }

  @Test func aMistakeWithAnAxisNamesTheLayer() throws {
    struct Pooled: Module {
      var table = Tensor<Float>(ones: [3, 4])
      var wrong: Int
      func callAsFunction(_ x: Tensor<Float>) -> Tensor<Float> {
        switch wrong {
        case 0: x + table.sum(squeezingAxes: 5)
        case 1: x + table.split(count: 3, alongAxis: 1)[0]
        case 2: x + table.expandingShape(at: 9)
        case 3: x + table.gathering(atIndices: Tensor<Int32>([0]), alongAxis: 7)
        default: x + table.transposed(permutation: 0, 5)
        }
      }
    }
    struct Outer: Module {
      var inner: Pooled
      func callAsFunction(_ x: Tensor<Float>) -> Tensor<Float> { inner(x) }
    }
    for wrong in 0..<5 {
      let (loss, _) = valueWithGradient(at: Outer(inner: Pooled(wrong: wrong))) { $0(Tensor(ones: [3, 4])).sum() }
      #expect(loss.diagnosis?.layer == "inner", "\(loss.diagnosis?.description ?? "no mistake")")
    }
  }

  @Test func aLayerThatIsTheWholeModelIsNamedByItsType() {
    struct Scale<Scalar: TensorFloatingPoint>: Module {
      var factor: Tensor<Scalar>
      func callAsFunction(_ x: Tensor<Scalar>) -> Tensor<Scalar> { x * factor }
    }
    let (loss, _) = valueWithGradient(at: Scale(factor: Tensor<Float>([1, 2]))) { $0(Tensor(ones: [3])).sum() }
    #expect(loss.diagnosis?.layer == "Scale")
  }

  @Test func aMistakeInsideAMacroNamesTheLineOfTheMacro() {
    let (a, b) = (Tensor<Float>([1, 2]), Tensor<Float>([1, 2, 3]))
    let line = #line + 1
    let error = #expect(throws: Diagnosis.self) { try (a + b).evaluated() }
    #expect(error?.site?.line == line)
    #expect(error?.site?.file.hasSuffix("DiagnosisTests.swift") == true)
  }
}
