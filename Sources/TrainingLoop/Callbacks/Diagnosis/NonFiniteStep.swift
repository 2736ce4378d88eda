/// The first step of a run that had no finite loss or gradient.
public struct NonFiniteStep: Error, Hashable, Sendable {
  /// Where a number was found that is none, or infinite.
  public enum Place: Hashable, Sendable {
    /// In a parameter, before the step.
    case parameter(String)
    /// In the batch itself.
    case input
    /// In the output of a layer: where it lies in the model, empty for one without tensors, and its type.
    case layer(String, type: String)
    case loss
    /// In the gradient of a parameter.
    case gradient(String)
    /// Nowhere, when the step was computed once more: random numbers or a callback had a part in it.
    case unknown
  }

  /// The epoch, the batch in it and the step over all epochs, from 0.
  public let epoch: Int
  public let batch: Int
  public let step: Int
  public let place: Place
  /// The file that has the batch, if one was asked for.
  public let batchFile: String?
}

extension NonFiniteStep: CustomStringConvertible {
  public var description: String {
    let lines =
      ["Apus: a training step had no finite numbers", "  at     epoch \(epoch + 1), batch \(batch + 1) (step \(step), counted from 0)"]
      + ["  \(place.text)"] + (batchFile.map { ["  batch  \($0)"] } ?? [])
    return (lines + ["  model  as it was before the step"]).joined(separator: "\n")
  }
}

extension NonFiniteStep.Place {
  fileprivate var text: String {
    switch self {
    case .parameter(let path): "where  the parameter \(path), before the step"
    case .input: "where  the input of the batch"
    case .layer(let path, let type):
      "layer  " + (path.isEmpty ? "a \(type)" : "\(path) (\(type))") + ": the first output without finite numbers"
    case .loss: "where  the loss; all outputs of layers are finite"
    case .gradient(let path): "where  the gradient of \(path); the loss is finite"
    case .unknown: "where  unknown: computed once more it was finite, so random numbers or a callback had a part in it"
    }
  }
}
