extension TrainingLoop {
  /// A loop over the batches of datasets.
  ///
  ///     let training = Dataset(inputs: images, targets: labels).shuffled(seed: 7).batched(128)
  ///     var trainingLoop = TrainingLoop(
  ///       training: training, optimizer: SGD(for: model, learningRate: 0.1), lossFunction: softmaxCrossEntropy)
  ///
  /// Every epoch of the run is one of the training data, which needs to know the number of its batches; the validation is always epoch 0.
  /// A checkpoint has the place in the data: a run that goes on from one gets exactly the batches that were left. An error of a function in
  /// the pipeline ends `fit`, and names the element.
  public init(
    training: Dataset<LabeledData<Model.Input, Target>>, validation: Dataset<LabeledData<Model.Input, Target>>? = nil, optimizer: Opt,
    lossFunction: @escaping LossFunction<Model.Output, Target>, metrics: [TrainingMetrics] = [], callbacks: [Callback] = [],
    observers: [any TrainingObserver] = [], progress: TrainingProgress = .automatic
  ) {
    self.init(
      training: Epochs(training), validation: validation.map { Epochs($0).batches(ofEpoch: 0) }, optimizer: optimizer,
      lossFunction: lossFunction, metrics: metrics, callbacks: callbacks, observers: observers, progress: progress)
  }
}
