extension WeightMapping {
  /// The names of a PyTorch state dict, for a model whose properties are called as there: `blocks[3].conv.filter` is
  /// `blocks.3.conv.weight`.
  ///
  /// Matrices and filters have the output features first there; a depthwise filter `[height, width, channels, multiplier]` is
  /// `[channels · multiplier, 1, height, width]`. The counts of batches that batch normalization keeps there are left out.
  ///
  /// The cell of a recurrent layer `lstm` is `lstm.weight_ih_l0`, `lstm.weight_hh_l0` and two biases, whose sum it has; those of a
  /// bidirectional layer have `_reverse` besides, and a cell without a layer has no `_l0`. A second layer of one PyTorch module is
  /// called so: `.renaming("second.weight_ih_l0", to: "lstm.weight_ih_l1")`. A GRU is PyTorch's with `resetAfter` only.
  public static let pyTorch = WeightMapping { tensors in
    tensors.map { tensor in
      let path = tensor.path.replacing("[", with: ".").replacing("]", with: "")
      guard let dot = path.lastIndex(of: ".") else { return place("", path, tensor.shape.count) }
      return place(String(path[...dot]), String(path[path.index(after: dot)...]), tensor.shape.count)
    }
  }.dividing(.pyTorch).ignoring { $0 == "num_batches_tracked" || $0.hasSuffix(".num_batches_tracked") }

  private static func place(_ owner: String, _ property: String, _ rank: Int) -> Place {
    switch (property, rank) {
    case ("weight", 2): Place(owner + "weight", [.transposed])
    case ("filter", 3): Place(owner + "weight", [TensorLayout(axes: [[2], [1], [0]])])
    case ("filter", 4): Place(owner + "weight", [TensorLayout(axes: [[3], [2], [0], [1]]), TensorLayout(axes: [[2, 3], [], [0], [1]])])
    case ("filter", 5): Place(owner + "weight", [TensorLayout(axes: [[4], [3], [0], [1], [2]])])
    default: Place(owner + (names[property] ?? property))
    }
  }

  private static let names = [
    "scale": "weight", "offset": "bias", "runningMean": "running_mean", "runningVariance": "running_var", "embeddings": "weight",
    "slope": "weight",
  ]
}
