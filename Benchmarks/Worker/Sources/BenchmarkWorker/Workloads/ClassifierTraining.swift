import Apus

/// A classifier that is trained on one batch by gradient descent.
final class ClassifierTraining<Model: Layer> where Model.Input == Tensor<Float>, Model.Output == Tensor<Float> {
  private var model: Model
  private var optimizer: SGD<Model>
  private let batch: Batch

  init(_ model: Model, on batch: Batch, momentum: Float = 0) {
    self.model = model
    self.batch = batch
    optimizer = SGD(for: model, learningRate: Workload.learningRate, momentum: momentum)
  }

  /// Loss, gradient and update as they stand in a user's loop; the graph is made anew in each step.
  var step: Step<Tensor<Float>> {
    Step(
      launch: { [self] in try trained(&model, &optimizer, batch.inputs, batch.labels).evaluated() },
      read: { Double(try $0.readScalars()[0]) })
  }

  /// The same, traced once.
  var compiledStep: Step<Tensor<Float>> {
    let step = compiled { (model: inout Model, optimizer: inout SGD<Model>, inputs: Tensor<Float>, labels: Tensor<Int32>) in
      trained(&model, &optimizer, inputs, labels)
    }
    return Step(
      launch: { [self] in step(&model, &optimizer, batch.inputs, batch.labels) }, read: { Double(try $0.readScalars()[0]) })
  }
}

/// One step of gradient descent.
///
/// - Returns: the loss before the update.
private func trained<Model: Layer>(
  _ model: inout Model, _ optimizer: inout SGD<Model>, _ inputs: Tensor<Float>, _ labels: Tensor<Int32>
) -> Tensor<Float> where Model.Input == Tensor<Float>, Model.Output == Tensor<Float> {
  let (loss, gradient) = valueWithGradient(at: model) { softmaxCrossEntropy(logits: $0(inputs), labels: labels) }
  optimizer.update(&model, along: gradient)
  return loss
}
