/// Keeps an exponential moving average of the parameters, which the validation uses in their place.
///
///     callbacks: [averageWeights(decay: 0.999)]
///
///     e ← e·d + p·(1 − d),   d = min(decay, (1 + t) / (10 + t))
///
/// where e begins as the first parameters and t counts the batches; the smaller d of the first steps forgets these sooner: TensorFlow's
/// `ExponentialMovingAverage` with `num_updates`. Polyak and Juditsky, "Acceleration of stochastic approximation by averaging", 1992. The
/// average is a part of the step's program. `averagedWeights(of:)` gives the model with it; `Variable`s stay what they are.
public func averageWeights<L: TrainingLoopProtocol>(decay: Float = 0.999, name: String = "averageWeights") -> TrainingLoopCallback<L> {
  { loop, event in
    switch event {
    case .updateStart:
      // Of the parameters that the step before has made: the average is computed while this step reads them anyway.
      let average = loop.state.average(of: loop.model, decay, name)
      loop.state[name][tensors: "average"] = average.map { AnyTensor($0) }
      loop.state[name][number: "count", default: 0] += 1
    case .validationStart: loop.validationModel = averagedWeights(of: loop, decay: decay, name: name)
    default: break
    }
  }
}

/// The model with the average of `averageWeights` in the place of its parameters; the model itself before the first step.
///
/// - Parameter decay: that of the callback.
public func averagedWeights<L: TrainingLoopProtocol>(of loop: L, decay: Float = 0.999, name: String = "averageWeights") -> L.Model {
  var model = loop.model
  model.replaceParameters(with: loop.state.average(of: model, decay, name))
  return model
}

extension TrainingState {
  /// The average with the parameters as they are taken up.
  fileprivate func average(of model: some Module, _ decay: Float, _ name: String) -> [Node] {
    let parameters = model.parameterNodes
    // Zeros that count nothing, so that the first step is the same program as the second.
    let known = self[name][tensors: "average"]?.map(\.node) ?? parameters.map { $0.zeros.evaluatedOnHost() }
    let step = Float(self[name][number: "count", default: 0])
    let share = step == 0 ? 1 : 1 - min(decay, (1 + step) / (10 + step))
    let weight = Tensor<Float>(shape: [], scalars: [share])
    return zip(known, parameters).map { $0 + ($1 - $0) * weight.converted(like: $1) }
  }
}
