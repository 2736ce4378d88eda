import Checkpoints
import Foundation

extension Model {
  /// Saves all tensors of the layers as a TensorFlow checkpoint, several files whose paths begin with `path`: Keras's `save_weights`.
  ///
  ///     try model.saveWeights("my_checkpoint")
  ///
  /// Folders on the way are made.
  ///
  /// - Throws: the diagnosis of a mistake in a tensor, or why the files cannot be written.
  public func saveWeights(_ path: String) throws {
    try checkUse()
    let checkpoint = try Checkpoint(model: network)
    let folder = URL(fileURLWithPath: path).deletingLastPathComponent()
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try checkpoint.save(to: path)
  }

  /// Takes up what `saveWeights` has saved for a model of the same layers.
  ///
  /// - Throws: why the files cannot be read; which tensors are missing, left over or of another shape. Then nothing is changed.
  public func loadWeights(_ path: String) throws {
    try checkUse()
    var loaded = network
    try SavedCheckpoint(path: path).restore(&loaded).requireComplete()
    network = loaded
  }

  /// Saves the model as a SavedModel, which TensorFlow, TensorFlow Serving and `SavedModel.load` run without this program: Keras's `save`.
  ///
  ///     try model.save("my_new_model")
  ///     let predict = try SavedModel.load("my_new_model").function("serving_default")
  ///
  /// Its function takes any number of samples; inputs are called `input_1`, `input_2`, …, outputs as the layers that make them.
  ///
  /// - Throws: that the model does not know the shape of its input yet; as `SavedModel.save`.
  public func save(_ path: String) throws {
    try checkUse()
    guard let inputTypes else { throw KerasError.notBuilt }
    let inputs = inputTypes.enumerated().map { (name: "input_\($0 + 1)", type: $1) }
    try SavedModel.save(network, to: path, functions: [.call(inputs: inputs, outputs: network.outputNames)])
  }
}
