extension WeightMapping {
  /// The names of `.weights.h5` and `.keras` files of a Sequential or functional Keras model: its layers in order, each under the name of
  /// its class and a number, as `layers/conv2d_1/vars/0`.
  ///
  /// The model's layers have to be in the order of Keras's. What an optimizer and generators of random numbers keep is left out.
  public static let keras = keras(layerNames: [:])

  /// - Parameter layerNames: Keras's names of the classes of layers that cannot be told by their tensors, by their paths in the model:
  ///   `["up": "conv2d_transpose", "norm": "group_normalization"]`.
  public static func keras(layerNames: [String: String]) -> WeightMapping {
    WeightMapping { tensors in
      var counts: [String: Int] = [:]
      return places(tensors) { path, layer in
        "layers/" + numbered(layerNames[path] ?? layer, &counts)
      }
    }.dividing(.keras).ignoringTraining
  }

  /// The names of files of a subclassed Keras model, whose layers are called as its attributes: `hidden.weight` is `hidden/vars/0`, and
  /// `blocks[1].hidden.weight` is `blocks/block_1/hidden/vars/0`, with the name of the element's class.
  ///
  /// - Parameters:
  ///   - layerNames: as in `keras(layerNames:)`.
  ///   - elementNames: the classes of the elements of lists that are no layers themselves, by the paths of the lists:
  ///     `["blocks": "residual_block"]`; `block` for others.
  public static func kerasAttributes(layerNames: [String: String] = [:], elementNames: [String: String] = [:]) -> WeightMapping {
    WeightMapping { tensors in
      var counts: [String: Int] = [:]
      var known: [String: String] = [:]
      return places(tensors) { path, layer in
        var translated = "", walked = ""
        for part in path.replacing("[", with: ".[").split(separator: ".") {
          let list = walked
          walked += part.hasPrefix("[") || walked.isEmpty ? part : "." + part
          if !part.hasPrefix("[") {
            translated += translated.isEmpty ? part : "/" + part
          } else if let element = known[walked] {
            translated = element
          } else {
            let name = walked == path ? layerNames[path] ?? layer : elementNames[list] ?? "block"
            translated = numbered(translated + "/" + name, &counts)
            known[walked] = translated
          }
        }
        return translated
      }
    }.dividing(.keras).ignoringTraining
  }

  private var ignoringTraining: WeightMapping {
    ignoring { $0.hasPrefix("optimizer/") || $0.split(separator: "/").contains { $0.hasPrefix("seed_generator") } }
  }

  /// `name`, or from the second time on `name_1`, `name_2`, ….
  private static func numbered(_ name: String, _ counts: inout [String: Int]) -> String {
    let count = counts[name, default: 0]
    counts[name] = count + 1
    return count == 0 ? name : "\(name)_\(count)"
  }

  /// Groups tensors by the layers that have them, and numbers each layer's as Keras does.
  ///
  /// - Parameter translated: the group of a layer, from its path and the name of its class.
  private static func places(_ tensors: [ModelTensor], _ translated: (_ path: String, _ layer: String) -> String) -> [Place] {
    var owners: [String] = []
    var properties: [String: [(name: String, rank: Int)]] = [:], recurrent: [String: String] = [:]
    let split = tensors.map { tensor in
      var (owner, property) = tensor.path.splitAtLastDot
      for _ in 0..<(tensor.kerasPlace?.depth ?? 0) { owner = owner.splitAtLastDot.owner }
      if properties[owner] == nil { owners.append(owner) }
      properties[owner, default: []].append((property, tensor.shape.count))
      if let place = tensor.kerasPlace { recurrent[owner] = place.layer }
      return (owner: owner, property: property)
    }
    var groups: [String: (name: String, order: [String])] = [:]
    for owner in owners {
      let own = properties[owner] ?? []
      let layer = KerasLayer.layer(of: own)
      // A layer of one's own keeps its variables in the order in which it has made them.
      let order = layer?.properties.filter { name in own.contains { $0.name == name } } ?? own.map(\.name)
      groups[owner] = (translated(owner, recurrent[owner] ?? layer?.name ?? "layer"), order)
    }
    return zip(tensors, split).map { tensor, part in
      guard let (name, order) = groups[part.owner], let index = tensor.kerasPlace?.index ?? order.firstIndex(of: part.property) else {
        return Place(part.property)
      }
      return Place((name.isEmpty ? "" : name + "/") + (tensor.kerasPlace?.group ?? "") + "vars/\(index)")
    }
  }
}
