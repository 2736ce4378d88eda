import Apus

extension Workload {
  static var tutorialStep: Workload {
    Workload("tutorial-step") {
      let line = Line(), data = NoisyPoints { 3 * $0 + 2 }
      return Step(launch: { line.trained(data.x, data.y) }, read: { Double(try $0.readScalars()[0]) })
    }
  }

  static var compiledTutorialStep: Workload {
    Workload("tutorial-step-compiled") {
      let line = Line(), data = NoisyPoints { 3 * $0 + 2 }
      let trained = compiled { (x: Tensor<Float>, y: Tensor<Float>) in line.trained(x, y) }
      return Step(launch: { trained(data.x, data.y) }, read: { Double(try $0.readScalars()[0]) })
    }
  }
}

extension Workload {
  /// Ten of the tutorial's epochs, each of one batch, in one call.
  static var compiledTutorialEpochs: Workload {
    Workload("tutorial-epochs-compiled") {
      let data = NoisyPoints { 3 * $0 + 2 }
      var line = StraightLine(), optimizer = SGD(for: line, learningRate: learningRate)
      let trained = compiled { (line: inout StraightLine, optimizer: inout SGD<StraightLine>, x: Tensor<Float>, y: Tensor<Float>) in
        let (state, losses) = scan((line, optimizer), steps: 10) { state, _ in
          var (line, optimizer) = state
          let (loss, slope) = valueWithGradient(at: line) { ($0(x) - y).squared().mean() }
          optimizer.update(&line, along: slope)
          return ((line, optimizer), loss)
        }
        (line, optimizer) = state
        return losses[9]
      }
      return Step(launch: { trained(&line, &optimizer, data.x, data.y) }, read: { Double(try $0.readScalars()[0]) })
    }
  }
}

/// The tutorial's model as a value.
private struct StraightLine: Module {
  var w = Tensor<Float>(5)
  var b = Tensor<Float>(0)
  func callAsFunction(_ x: Tensor<Float>) -> Tensor<Float> { w * x + b }
}

/// The tutorial's model: two variables and how they are used.
private final class Line {
  let w = Variable<Float>(5)
  let b = Variable<Float>(0)

  /// The loss of one step before its update.
  func trained(_ x: Tensor<Float>, _ y: Tensor<Float>) -> Tensor<Float> {
    let tape = GradientTape()
    let loss = tape.record { (w.value * x + b.value - y).squared().mean() }
    let (dw, db) = tape.gradient(of: loss, withRespectTo: w, b)
    w.assignSub(Workload.learningRate * dw)
    b.assignSub(Workload.learningRate * db)
    return loss
  }
}
