import ApusCore
import Testing

/// Mistakes inside compiled functions.
@Suite struct CompiledMistakeTests {
  private struct Line: Module {
    var w = Tensor<Float>([1, 2])
    var b = Tensor<Float>(3)
    let label: String
    func callAsFunction(_ x: Tensor<Float>) -> Tensor<Float> { w * x + b }
  }

  @Test func aTracedTensorThatLeaksStopsNobodyElse() throws {
    var leaked: Tensor<Float>?
    let offset = Tensor<Float>(1) + 1
    let shift = compiled { (x: Tensor<Float>) -> Tensor<Float> in
      leaked = x * offset
      return x + 1
    }
    #expect(shift(Tensor<Float>(1)).scalarized() == 2)
    let other = offset * 3
    LazyTensorBarrier()
    #expect(other.scalarized() == 6)
    #expect(offset.scalarized() == 2)
    #expect(throws: (any Error).self) { try leaked?.readScalars() }
  }

  @Test func readingAValueWhileTracingIsToldToWhoeverReadsInTheThrowingWay() throws {
    var told: (any Error)?
    let reading = compiled { (x: Tensor<Float>) -> Tensor<Float> in
      do { _ = try (x * 2).readScalars() } catch { told = error }
      return x + 1
    }
    #expect(reading(Tensor<Float>(1)).scalarized() == 2)
    #expect(told.map { "\($0)" }?.contains("cannot be read while the function is traced") == true)
  }

  @Test func aMistakeInTheBodyIsTheResultsAndNamesTheLine() throws {
    let line = #line + 1
    let wrong = compiled { (x: Tensor<Float>) in x + Tensor<Float>([1, 2]) }
    let diagnosis = try #require(wrong(Tensor<Float>([1, 2, 3])).diagnosis)
    #expect("\(diagnosis)".hasPrefix("Apus: the shapes of add do not fit"))
    #expect(diagnosis.site?.line == line)
    #expect(try wrong(Tensor<Float>([1, 2])).readScalars() == [2, 4], "another signature is another trace")
  }
}
