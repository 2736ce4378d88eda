import Apus

/// A classifier that is trained on one batch.
final class ClassifierTraining<Model: Layer, Scalar: TensorScalar, Rule: Optimizer>
where Model.Input == Tensor<Scalar>, Model.Output == Tensor<Float>, Rule.Model == Model {
  private var model: Model
  private var optimizer: Rule
  private let batch: Batch<Scalar>

  init(_ model: Model, on batch: Batch<Scalar>, with optimizer: (Model) -> Rule) {
    self.model = model
    self.batch = batch
    self.optimizer = optimizer(model)
  }

  /// Loss, gradient and update as they stand in a user's loop; the graph is made anew in each step.
  ///
  /// - Parameter isMixed: whether operands of products and convolutions are rounded to `BFloat16`.
  func step(isMixed: Bool = false) -> Step<Tensor<Float>> {
    Step(
      launch: { [self] in
        try withPrecision(isMixed ? .mixedBFloat16 : .float32) {
          try trained(&model, &optimizer, batch.inputs, batch.labels).evaluated()
        }
      }, read: { Double(try $0.readScalars()[0]) })
  }

  /// The same, traced once.
  var compiledStep: Step<Tensor<Float>> {
    let step = compiled { (model: inout Model, optimizer: inout Rule, inputs: Tensor<Scalar>, labels: Tensor<Int32>) in
      trained(&model, &optimizer, inputs, labels)
    }
    return Step(
      launch: { [self] in step(&model, &optimizer, batch.inputs, batch.labels) }, read: { Double(try $0.readScalars()[0]) })
  }
}

extension ClassifierTraining where Rule == SGD<Model> {
  /// By gradient descent.
  convenience init(_ model: Model, on batch: Batch<Scalar>, learningRate: Float = Workload.learningRate, momentum: Float = 0) {
    self.init(model, on: batch) { SGD(for: $0, learningRate: learningRate, momentum: momentum) }
  }
}

/// One step of training.
///
/// - Returns: the loss before the update.
private func trained<Model: Layer, Scalar: TensorScalar, Rule: Optimizer>(
  _ model: inout Model, _ optimizer: inout Rule, _ inputs: Tensor<Scalar>, _ labels: Tensor<Int32>
) -> Tensor<Float> where Model.Input == Tensor<Scalar>, Model.Output == Tensor<Float>, Rule.Model == Model {
  let (loss, gradient) = valueWithGradient(at: model) { softmaxCrossEntropy(logits: $0(inputs), labels: labels) }
  optimizer.update(&model, along: gradient)
  return loss
}
