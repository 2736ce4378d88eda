/// What tensors of a model are called in files of others, and how they lie there.
///
///     // A PyTorch model whose first layer is called `features.0`, saved with the whole of what it was trained in.
///     let mapping = WeightMapping.pyTorch.renaming("conv1", to: "features.0").prefixed("model.")
///     try loadWeights(into: &model, from: "model.safetensors", mapping: mapping)
///
/// Ready-made are `own`, `checkpoint`, `pyTorch`, `keras` and `kerasAttributes`; the modifiers make others of them, and `init(places:)` makes any.
public struct WeightMapping: Sendable {
  /// A tensor of a model.
  public struct ModelTensor: Hashable, Sendable {
    /// The names on the way to it, as `blocks[3].conv.filter`.
    public var path: String
    public var shape: [Int]
    /// Of a recurrent cell's tensor in Keras's form.
    var kerasPlace: KerasCellPlace?

    public init(path: String, shape: [Int]) { self.init(path: path, shape: shape, kerasPlace: nil) }

    init(path: String, shape: [Int], kerasPlace: KerasCellPlace?) { (self.path, self.shape, self.kerasPlace) = (path, shape, kerasPlace) }
  }

  /// Where a file has a tensor.
  public struct Place: Hashable, Sendable {
    public var name: String
    /// How it may lie there; the first one that gives the file's shape counts, and the first of all when a file is written.
    public var layouts: [TensorLayout]

    public init(_ name: String, _ layouts: [TensorLayout] = [.same]) { (self.name, self.layouts) = (name, layouts) }
  }

  /// The place of each tensor, given all of a model's in the order of its properties.
  var places: @Sendable (_ tensors: [ModelTensor]) -> [Place]
  /// Whether a file may have a tensor of this name that the model lacks.
  var isIgnored: @Sendable (_ name: String) -> Bool = { _ in false }
  /// Whether the model may have a tensor with this path that the file lacks: it keeps what it has.
  var isKept: @Sendable (_ path: String) -> Bool = { _ in false }
  /// How the file divides the weights of recurrent cells; `nil` where it has them as the model has.
  var recurrentStyle: RecurrentStyle?
  /// Whether numbers are converted where scalar types differ.
  var convertsTypes = false

  /// - Parameter places: gives a place for each of a model's tensors.
  public init(places: @escaping @Sendable (_ tensors: [ModelTensor]) -> [Place]) { self.places = places }

  /// Apus's own: a file has each tensor under its path.
  public static let own = WeightMapping { $0.map { Place($0.path) } }
}
