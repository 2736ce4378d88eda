import ApusCore
import Foundation
import Testing

/// `gradient(at:)` at one, two and three tensors, nested, with derivatives of one's own.
@Suite struct GradientTests {
  @Test func oneTensor() throws {
    let (value, slope) = valueWithGradient(at: Tensor<Float>([1, 2, 3])) { ($0 * $0).sum() }
    #expect(value.scalarized() == 14)
    #expect(try slope.readScalars() == [2, 4, 6])
  }

  @Test func twoTensorsOfDifferentTypes() throws {
    let (value, (dx, dy)) = valueWithGradient(at: Tensor<Float>([1, 2]), Tensor<Double>([3, 4])) { x, y in
      (Tensor<Double>(x) * y * y).sum()
    }
    #expect(value.scalarized() == 41)
    #expect(try dx.readScalars() == [9, 16])
    #expect(try dy.readScalars() == [6, 16])
  }

  @Test func threeTensors() throws {
    let (dx, dy, dz) = gradient(at: Tensor<Float>(2), Tensor<Float>(3), Tensor<Float>(5)) { x, y, z in x * y * z }
    #expect([dx, dy, dz].map { $0.scalarized() } == [15, 10, 6])
  }

  @Test func whatTheValueDoesNotDependOnHasZeros() throws {
    let (dx, dy) = gradient(at: Tensor<Float>([1, 2]), Tensor<Float>([[3], [4]])) { x, _ in x.sum() }
    #expect(try dx.readScalars() == [1, 1])
    #expect(dy.shape == [2, 1])
    #expect(try dy.readScalars() == [0, 0])
  }

  @Test func theSameTensorAtBothPlacesIsTwoVariables() throws {
    let x = Tensor<Float>(3)
    let (first, second) = gradient(at: x, x) { a, b in a * a * b }
    #expect(first.scalarized() == 18)
    #expect(second.scalarized() == 9)
  }

  @Test func aResultThatIsNoScalarIsAMistake() throws {
    let slope = gradient(at: Tensor<Float>([1, 2])) { $0 * $0 }
    let diagnosis = try #require(slope.diagnosis)
    #expect("\(diagnosis)".hasPrefix("Apus: a gradient needs a scalar result, this one is "))
    #expect("\(diagnosis)".contains(".mean() or .sum()"))
  }

  @Test func secondAndThirdDerivativesAreGradientsOfGradients() throws {
    let third = gradient(at: Tensor<Double>(2)) { x in
      gradient(at: x) { x in gradient(at: x) { x in x * x * x * x } }
    }
    #expect(third.scalarized() == 48)
  }

  /// d/dx [x · d/dy (x + y)] is 1: the inner gradient must not count the outer variable as its own.
  @Test func nestedGradientsDoNotConfuseTheirVariables() throws {
    let outer = gradient(at: Tensor<Float>(1)) { x in
      x * gradient(at: Tensor<Float>(1)) { y in x + y }
    }
    #expect(outer.scalarized() == 1)
    // d/dx [x · d/dy (x·y)] = d/dx x² where the inner gradient is taken at the outer variable itself
    let same = gradient(at: Tensor<Float>(3)) { x in x * gradient(at: x) { y in x * y } }
    #expect(same.scalarized() == 6)
    // d/dx [x · d/dy (x·y²) at y = x] = d/dx 2x³
    let mixed = gradient(at: Tensor<Float>(3)) { x in x * gradient(at: x) { y in x * y * y } }
    #expect(mixed.scalarized() == 54)
  }

  @Test func anInnerUseOfTheOuterTensorIsAConstant() throws {
    let x = Tensor<Float>(3)
    #expect(gradient(at: x) { y in x * y }.scalarized() == 3)
    #expect(gradient(at: x) { _ in x * x }.scalarized() == 0)
  }

  @Test func printingAValueInsideDoesNotBreakTheGradient() throws {
    var printed = ""
    let slope = gradient(at: Tensor<Float>(3)) { x in
      let square = x * x
      printed = "\(square) \(x)"
      return square * x
    }
    #expect(printed == "9.0 3.0")
    #expect(slope.scalarized() == 27)
    let second = gradient(at: Tensor<Float>(3)) { x in
      let slope = gradient(at: x) { x in
        let square = x * x
        printed = "\(square)"
        return square * x
      }
      printed += " \(slope)"
      return slope
    }
    #expect(printed == "9.0 27.0")
    #expect(second.scalarized() == 18)
  }

  @Test func aBarrierInsideDoesNotBreakTheGradient() throws {
    let slope = gradient(at: Tensor<Float>(3)) { x in
      let square = x * x
      LazyTensorBarrier()
      return square * x
    }
    #expect(slope.scalarized() == 27)
  }

  @Test func valuesCanDecideWhatIsComputed() throws {
    func f(_ x: Tensor<Float>) -> Tensor<Float> { x.scalarized() > 0 ? x * x : -x }
    #expect(gradient(at: Tensor<Float>(3), of: f).scalarized() == 6)
    #expect(gradient(at: Tensor<Float>(-3), of: f).scalarized() == -1)
  }

  @Test func noGradientPassesThroughStopGradient() throws {
    #expect(gradient(at: Tensor<Float>(3)) { x in x * stopGradient(x) }.scalarized() == 3)
    #expect(gradient(at: Tensor<Float>(3)) { x in x * withoutDerivative(at: x) }.scalarized() == 3)
    let second = gradient(at: Tensor<Float>(3)) { x in gradient(at: x) { y in stopGradient(x) * y * y * y } }
    #expect(second.scalarized() == 18 * 3, "d²/dy² is taken, the factor stays what it is")
  }

  @Test func aDerivativeOfOnesOwnIsUsed() throws {
    func straightThrough(_ x: Tensor<Float>) -> Tensor<Float> {
      withDerivative(of: { round($0) }, at: x) { cotangent, _, _ in cotangent }
    }
    let (value, slope) = valueWithGradient(at: Tensor<Float>([0.4, 1.6])) { (straightThrough($0) * Tensor<Float>([2, 3])).sum() }
    #expect(value.scalarized() == 6)
    #expect(try slope.readScalars() == [2, 3])
  }

  /// log(1 + eˣ): the derivative is sigmoid(x), told from the argument or, as 1 − exp(−value), from the value.
  @Test func aDerivativeOfOnesOwnIsDifferentiatedInTurn() throws {
    let x = 0.7, sigmoid = 1 / (1 + Foundation.exp(-x))
    func fromArgument(_ x: Tensor<Double>) -> Tensor<Double> {
      withDerivative(of: { log(1 + exp($0)) }, at: x) { cotangent, x, _ in cotangent / (1 + exp(-x)) }
    }
    func fromValue(_ x: Tensor<Double>) -> Tensor<Double> {
      withDerivative(of: { log(1 + exp($0)) }, at: x) { cotangent, _, value in cotangent * (1 - exp(-value)) }
    }
    for function in [fromArgument, fromValue] {
      let first = gradient(at: Tensor<Double>(x), of: function)
      #expect(abs(first.scalarized() - sigmoid) < 1e-12)
      let second = gradient(at: Tensor<Double>(x)) { x in gradient(at: x, of: function) }
      #expect(abs(second.scalarized() - sigmoid * (1 - sigmoid)) < 1e-12)
    }
  }

  @Test func theClosureMayThrow() throws {
    struct Refusal: Error {}
    #expect(throws: Refusal.self) { try gradient(at: Tensor<Float>(1)) { _ -> Tensor<Float> in throw Refusal() } }
    #expect(gradient(at: Tensor<Float>(2)) { $0 * $0 }.scalarized() == 4)
  }

  @Test func aThousandStepsKeepNoHistory() throws {
    var x = Tensor<Float>(1)
    for _ in 0..<1000 { x = x - 0.01 * gradient(at: x) { ($0 - 2) * ($0 - 2) } }
    #expect(abs(x.scalarized() - 2) < 1e-5)
  }
}
