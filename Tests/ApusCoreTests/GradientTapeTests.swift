import ApusCore
import Testing

@Suite struct GradientTapeTests {
  @Test func aVariableIsWatchedWhenItIsRead() throws {
    let x = Variable<Float>(3), unused = Variable<Float>([1, 2])
    let tape = GradientTape(persistent: true)
    let y = tape.record { x.value * x.value }
    #expect(tape.gradient(of: y, withRespectTo: x).scalarized() == 6)
    #expect(try tape.gradient(of: y, withRespectTo: unused).readScalars() == [0, 0])
    #expect(y.scalarized() == 9)
  }

  @Test func aTensorIsWatchedWhenTheTapeIsTold() throws {
    let x = Tensor<Float>([1, 2, 3])
    let watching = GradientTape()
    watching.watch(x)
    let y = watching.record { (x * x).sum() }
    #expect(try watching.gradient(of: y, withRespectTo: x).readScalars() == [2, 4, 6])

    let other = Tensor<Float>([1, 2, 3])
    let idle = GradientTape()
    let z = idle.record { (other * other).sum() }
    #expect(try idle.gradient(of: z, withRespectTo: other).readScalars() == [0, 0, 0])

    let both = GradientTape()
    both.watch(x)
    let product = both.record { (x * other).sum() }
    let slopes = both.gradient(of: product, withRespectTo: [x, other])
    #expect(try slopes.map { try $0.readScalars() } == [[1, 2, 3], [0, 0, 0]])
  }

  @Test func anIntermediateValueHasAGradientToo() throws {
    let x = Tensor<Float>(3)
    let tape = GradientTape(persistent: true)
    tape.watch(x)
    let (square, fourth) = tape.record {
      let square = x * x
      return (square, square * square)
    }
    #expect(tape.gradient(of: fourth, withRespectTo: square).scalarized() == 18)
    #expect(tape.gradient(of: fourth, withRespectTo: x).scalarized() == 108)
  }

  @Test func severalTensorsGetTheirGradientsAtOnce() throws {
    let x = Tensor<Float>([1, 2]), y = Tensor<Float>([5, 7])
    let tape = GradientTape()
    tape.watch(x)
    tape.watch(y)
    let z = tape.record { (x * y).sum() }
    let gradients = tape.gradient(of: z, withRespectTo: [x, y])
    #expect(try gradients[0].readScalars() == [5, 7])
    #expect(try gradients[1].readScalars() == [1, 2])
  }

  @Test func variablesCanBeLeftUnwatched() throws {
    let a = Variable<Float>(2), b = Variable<Float>(5)
    let tape = GradientTape(watchAccessedVariables: false)
    tape.watch(b)
    let y = tape.record { a * b }
    let (da, db) = tape.gradient(of: y, withRespectTo: a, b)
    #expect(da.scalarized() == 0)
    #expect(db.scalarized() == 2)
  }

  @Test func aPersistentTapeGivesGradientsAgain() throws {
    let x = Variable<Float>(3)
    let tape = GradientTape(persistent: true)
    let (square, cube) = tape.record { (x * x, x.value * x.value * x.value) }
    #expect(tape.gradient(of: square, withRespectTo: x).scalarized() == 6)
    #expect(tape.gradient(of: cube, withRespectTo: x).scalarized() == 27)
    #expect(tape.gradient(of: square, withRespectTo: x).scalarized() == 6)
  }

  @Test func anotherTapeGivesGradientsOnce() throws {
    let x = Variable<Float>(3)
    let tape = GradientTape()
    let y = tape.record { x * x }
    #expect(tape.gradient(of: y, withRespectTo: x).scalarized() == 6)
    let diagnosis = try #require(tape.gradient(of: y, withRespectTo: x).diagnosis)
    #expect("\(diagnosis)".hasPrefix("Apus: GradientTape.gradient: this tape has given its gradients"))
    #expect("\(diagnosis)".contains("persistent: true"))
  }

  @Test func aTapeAroundATapeGivesSecondDerivatives() throws {
    let x = Variable<Float>(3)
    let outer = GradientTape()
    let slope = outer.record {
      let inner = GradientTape()
      let y = inner.record { x.value * x.value * x.value }
      return inner.gradient(of: y, withRespectTo: x)
    }
    #expect(slope.scalarized() == 27)
    #expect(outer.gradient(of: slope, withRespectTo: x).scalarized() == 18)
  }

  @Test func threeTapesGiveThirdDerivatives() throws {
    let x = Tensor<Double>(2)
    let outer = GradientTape(), middle = GradientTape(), inner = GradientTape()
    for tape in [outer, middle, inner] { tape.watch(x) }
    let y = x * x * x * x
    let first = inner.gradient(of: y, withRespectTo: x)
    let second = middle.gradient(of: first, withRespectTo: x)
    let third = outer.gradient(of: second, withRespectTo: x)
    #expect([first, second, third].map { $0.scalarized() } == [32, 48, 48])
  }

  @Test func whatIsComputedWhileTheTapeIsStoppedIsAConstant() throws {
    let x = Variable<Float>(3)
    let tape = GradientTape()
    let y = tape.record {
      let factor = tape.stopRecording { x * x }
      return factor * x.value
    }
    #expect(y.scalarized() == 27)
    #expect(tape.gradient(of: y, withRespectTo: x).scalarized() == 9, "d(9·x)/dx, not d(x³)/dx")
  }

  @Test func aStoppedTapeDoesNotForgetWatchedTensors() throws {
    let x = Tensor<Float>(3)
    let tape = GradientTape()
    tape.watch(x)
    let y = tape.record { tape.stopRecording { x * x } * x + x }
    #expect(tape.gradient(of: y, withRespectTo: x).scalarized() == 10)
  }

  /// As in TensorFlow: each read is a use of the variable, whatever it held.
  @Test func aVariableAssignedWhileRecordingCountsAllItsReads() throws {
    let x = Variable<Float>(3)
    let tape = GradientTape()
    let y = tape.record {
      let before = x * x
      x.assign(Tensor(5))
      return before + x.value * x.value * x.value
    }
    #expect(y.scalarized() == 9 + 125)
    #expect(tape.gradient(of: y, withRespectTo: x).scalarized() == 6 + 75)
  }

  /// As in TensorFlow: an assignment has no derivative.
  @Test func noGradientPassesThroughAnAssignment() throws {
    let x = Variable<Float>(3)
    let tape = GradientTape()
    let y = tape.record {
      x.assign(x * 2)
      return x * x
    }
    #expect(y.scalarized() == 36)
    #expect(tape.gradient(of: y, withRespectTo: x).scalarized() == 12)
  }

  @Test func theGradientOfAVectorIsThatOfItsSum() throws {
    let x = Variable<Float>([1, 2, 3])
    let tape = GradientTape()
    let y = tape.record { x * x }
    #expect(try tape.gradient(of: y, withRespectTo: x).readScalars() == [2, 4, 6])
  }

  @Test func readingAValueInsideDoesNotBreakTheGradient() throws {
    let x = Variable<Float>(3)
    let tape = GradientTape()
    let y = tape.record {
      let square = x * x
      #expect(square.scalarized() == 9)
      return square * x.value
    }
    #expect(tape.gradient(of: y, withRespectTo: x).scalarized() == 27)
  }

  @Test func aMistakeInsideReachesTheGradient() throws {
    let x = Variable<Float>([1, 2, 3])
    let tape = GradientTape()
    let y = tape.record { x + Tensor<Float>([1, 2]) }
    let mistake = try #require(y.diagnosis)
    #expect(tape.gradient(of: y, withRespectTo: x).diagnosis == mistake)
  }

  private final class Line: Module {
    let w = Variable<Float>(2)
    let b = Variable<Double>(1)
    let table = Variable<Int32>([1])
    func callAsFunction(_ x: Tensor<Float>) -> Tensor<Float> { w * x + Tensor<Float>(b.value) }
  }

  @Test func listsOfVariablesMayMixScalarTypes() throws {
    let line = Line()
    let tape = GradientTape()
    let y = tape.record { line(Tensor<Float>([1, 2, 4])).sum() }
    let gradients = tape.gradient(of: y, withRespectTo: line.trainableVariables)
    #expect(gradients.count == 2)
    #expect(gradients[0, as: Double.self].scalarized() == 3)
    #expect(gradients[1, as: Float.self].scalarized() == 7)
  }

  @Test(arguments: [false, true]) func whatWasComputedBeforeTheWatchIsAConstant(isRead: Bool) {
    let x = Tensor<Float>(3)
    let before = x * x
    if isRead { #expect(before.scalarized() == 9) }
    let tape = GradientTape(persistent: true)
    tape.watch(x)
    let (y, z) = tape.record { (before * x, x * x) }
    #expect(tape.gradient(of: before, withRespectTo: x).scalarized() == 0)
    #expect(tape.gradient(of: y, withRespectTo: x).scalarized() == 9)
    #expect(tape.gradient(of: z, withRespectTo: x).scalarized() == 6)
    #expect(tape.gradient(of: before + z, withRespectTo: x).scalarized() == 6)
  }

  @Test func watchingAgainOrWhatIsKnownAlreadyLosesNothing() {
    let x = Tensor<Float>(3)
    let tape = GradientTape(persistent: true)
    tape.watch(x)
    let y = tape.record { x * x }
    let z = tape.record { y * y }
    tape.watch(x)
    tape.watch(y)
    #expect(tape.gradient(of: z, withRespectTo: x).scalarized() == 108)
    #expect(tape.gradient(of: z, withRespectTo: y).scalarized() == 18)
  }

  @Test func anInnerTapeThatWatchesLateLeavesTheOuterOneWhatItKnows() {
    let x = Tensor<Float>(2)
    let (outer, inner) = (GradientTape(persistent: true), GradientTape(persistent: true))
    outer.watch(x)
    let y = x * x * x
    inner.watch(x)
    let z = y + x * x
    #expect(outer.gradient(of: z, withRespectTo: x).scalarized() == 16)
  }

  /// A tape finds few variables in a list and many in a table.
  @Test(arguments: [1, 2, 8, 15, 16, 17, 40]) func anyNumberOfVariablesIsWatched(_ count: Int) {
    let variables = (0..<count).map { Variable<Float>(Float($0)) }
    let unread = Variable<Float>(1)
    let tape = GradientTape(persistent: true)
    let sum = tape.record { () -> Tensor<Float> in
      var sum = Tensor<Float>(0)
      for (index, variable) in variables.enumerated() {
        sum += variable.value * variable.value
        variable.assign(Tensor(Float(index + 1)))  // an independent value, that counts as well
        sum += variable.value * 10
      }
      return sum
    }
    for (index, variable) in variables.enumerated() {
      #expect(tape.gradient(of: sum, withRespectTo: variable).scalarized() == Float(2 * index + 10))
    }
    #expect(tape.gradient(of: sum, withRespectTo: unread, unconnectedGradients: .none) == nil)
  }
}
