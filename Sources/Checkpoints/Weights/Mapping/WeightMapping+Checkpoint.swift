extension WeightMapping {
  /// The keys of a checkpoint in which the model was saved as `root`: `blocks[3].norm.scale` is
  /// `model/blocks/3/norm/scale/.ATTRIBUTES/VARIABLE_VALUE`. What else the checkpoint has is left out.
  public static func checkpoint(root: String = "model") -> WeightMapping {
    let inside = root.isEmpty ? "" : ObjectPath(prefix: root).key.dropLast(ObjectPath.suffix.count) + "/"
    return WeightMapping { tensors in
      tensors.map { Place(ObjectPath(prefix: root, name: $0.path).key) }
    }.ignoring { CheckpointNames.isBookkeeping($0) || !$0.hasPrefix(inside) }
  }
}
