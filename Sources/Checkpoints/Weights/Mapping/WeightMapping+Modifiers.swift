extension WeightMapping {
  /// Translates the names of a model that calls a part of itself `part` as if it were called `name`.
  ///
  ///     .pyTorch.renaming("blocks", to: "encoder.layer")   // blocks[3].norm.scale is encoder.layer.3.norm.weight
  public func renaming(_ part: String, to name: String) -> WeightMapping {
    changing { mapping in
      mapping.places = { tensors in
        places(
          tensors.map { tensor in
            guard let rest = tensor.path.rest(behind: part) else { return tensor }
            var renamed = tensor
            renamed.path = name.isEmpty && rest.hasPrefix(".") ? String(rest.dropFirst()) : name + rest
            return renamed
          })
      }
    }
  }

  /// Puts `prefix` before every name in the file.
  public func prefixed(_ prefix: String) -> WeightMapping {
    changing { mapping in
      mapping.places = { places($0).map { Place(prefix + $0.name, $0.layouts) } }
      mapping.isIgnored = { name in isIgnored(name.hasPrefix(prefix) ? String(name.dropFirst(prefix.count)) : name) }
    }
  }

  /// Says where the tensor at `path` is. Several may be at one place when a file is read: tied weights.
  public func placing(_ path: String, at name: String, _ layout: TensorLayout = .same) -> WeightMapping {
    changing { mapping in
      mapping.places = { tensors in
        zip(tensors, places(tensors)).map { $0.path == path ? Place(name, [layout]) : $1 }
      }
    }
  }

  /// Says how tensors lie in the file whose names `isMeant` picks, as `[in, out]` in GPT-2's `c_attn.weight`.
  public func laying(_ layout: TensorLayout, where isMeant: @escaping @Sendable (_ name: String) -> Bool) -> WeightMapping {
    changing { mapping in
      mapping.places = { places($0).map { isMeant($0.name) ? Place($0.name, [layout]) : $0 } }
    }
  }

  /// Leaves out tensors of the file that the model has no place for.
  public func ignoring(_ isMeant: @escaping @Sendable (_ name: String) -> Bool) -> WeightMapping {
    changing { mapping in mapping.isIgnored = { isIgnored($0) || isMeant($0) } }
  }

  /// Lets the part of the model called `part` keep what it has where the file lacks it, as a new head on a trained body.
  public func keeping(_ part: String) -> WeightMapping {
    changing { mapping in mapping.isKept = { isKept($0) || $0.rest(behind: part) != nil } }
  }

  /// Converts numbers to the scalar types of the model, as Float16 to `Float`.
  public var convertingTypes: WeightMapping { changing { $0.convertsTypes = true } }

  /// Takes recurrent cells for the library's.
  func dividing(_ style: RecurrentStyle) -> WeightMapping { changing { $0.recurrentStyle = style } }

  private func changing(_ change: (inout WeightMapping) -> Void) -> WeightMapping {
    var mapping = self
    change(&mapping)
    return mapping
  }
}

extension String {
  /// What follows `part` in a path; `nil` for the path of something else, such as `conv10` for the part `conv1`.
  fileprivate func rest(behind part: String) -> String? {
    if part.isEmpty { return isEmpty || hasPrefix("[") ? self : "." + self }
    guard hasPrefix(part) else { return nil }
    let rest = dropFirst(part.count)
    return rest.isEmpty || rest.hasPrefix(".") || rest.hasPrefix("[") ? String(rest) : nil
  }
}
