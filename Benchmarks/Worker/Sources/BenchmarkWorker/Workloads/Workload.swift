/// A row of the table: a name, and how to make its state and inputs.
struct Workload {
  /// Takes so many steps and goes on where the last call ended.
  typealias Run = (_ stepCount: Int) throws -> Measurement

  let name: String
  let prepare: () throws -> Run

  init<Pending>(_ name: String, _ timing: Timing = .untilRead, prepare: @escaping () throws -> Step<Pending>) {
    self.name = name
    self.prepare = {
      let step = try prepare()
      return { try step.measured($0, timing) }
    }
  }
}

extension Workload {
  static let learningRate: Float = 0.1

  static var all: [Workload] {
    [
      tutorialStep, compiledTutorialStep, compiledTutorialEpochs, scalarAdd, sixNumbers, leNetLaunch, leNetHost, compiledLeNetHost,
      resNet56Host,
      compiledResNet56Host, quadraticLoop, quadraticFit,
    ] + classifiers + dataReading
  }
}
