/// A layer as Keras saves it: under the name of its class, its variables numbered.
struct KerasLayer {
  /// The class, as `batch_normalization`.
  let name: String
  /// The properties of the layer here, in the order of Keras's variables.
  let properties: [String]
  /// The axes of the first of them.
  let rank: Int

  /// A filter of the same rank may belong to another layer; then its name is given with the mapping.
  static let all = [
    KerasLayer(name: "dense", properties: ["weight", "bias"], rank: 2),
    KerasLayer(name: "conv1d", properties: ["filter", "bias"], rank: 3),
    KerasLayer(name: "conv2d", properties: ["filter", "bias"], rank: 4),
    KerasLayer(name: "conv3d", properties: ["filter", "bias"], rank: 5),
    KerasLayer(name: "separable_conv1d", properties: ["depthwiseFilter", "pointwiseFilter", "bias"], rank: 3),
    KerasLayer(name: "separable_conv2d", properties: ["depthwiseFilter", "pointwiseFilter", "bias"], rank: 4),
    KerasLayer(name: "batch_normalization", properties: ["scale", "offset", "runningMean", "runningVariance"], rank: 1),
    KerasLayer(name: "layer_normalization", properties: ["scale", "offset"], rank: 1),
    KerasLayer(name: "embedding", properties: ["embeddings"], rank: 2),
  ]

  /// The layer that has these properties, of which it may lack a bias.
  static func layer(of properties: [(name: String, rank: Int)]) -> KerasLayer? {
    let names = Set(properties.map(\.name))
    return all.first { layer in
      let required = Set(layer.properties.filter { $0 != "bias" })
      return required.isSubset(of: names) && names.isSubset(of: layer.properties)
        && properties.contains { $0.name == layer.properties[0] && $0.rank == layer.rank }
    }
  }
}
