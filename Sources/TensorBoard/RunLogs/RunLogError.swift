/// Why the log of a run cannot have what was asked for.
public enum RunLogError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The input of the model has no images; `found` are its tensors.
  case noImages(found: [String])
  /// There is no tensor from which, or to which, the model's graph could lead.
  case noGraph(model: String)

  public var description: String {
    switch self {
    case .noImages(let found):
      """
      Apus: the batches have no images that TensorBoard could show
        found  \(found.isEmpty ? "no tensors" : found.joined(separator: ", "))
        needed numbers of the shape [batch, height, width, channels] with 1 (gray), 3 (RGB) or 4 (RGBA) channels
        hint   leave .exampleImages out
      """
    case .noGraph(let model):
      "Apus: the input or the output of \(model) has no tensor, so there is no graph for TensorBoard\n  hint leave .graph out"
    }
  }
}
