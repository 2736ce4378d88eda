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
