/// How the tensors of a model and of a file go together.
struct WeightMatch {
  struct Pair {
    let path: String
    let type: TensorType
    let stored: StoredTensor
    let layout: TensorLayout
  }

  /// The tensors that fit.
  private(set) var pairs: [Pair] = []
  /// What does not.
  private(set) var differences: WeightsError

  init(_ tensors: [WeightDivision.Tensor], _ file: any TensorFile, _ mapping: WeightMapping) {
    differences = WeightsError(path: file.path)
    let stored = Dictionary(file.tensors.map { ($0.name, $0) }, uniquingKeysWith: { $1 })
    var used: Set<String> = []
    for ((tensor, dtype), place) in zip(tensors, mapping.places(tensors.map(\.tensor))) {
      let (path, type) = (tensor.path, TensorType(dtype, TensorShape(tensor.shape)))
      guard let found = stored[place.name] else {
        if !mapping.isKept(path) { differences.missing.append(Self.text(path, place)) }
        continue
      }
      used.insert(place.name)
      let shape = type.shape.dimensions
      let layout = place.layouts.first { $0.fileShape(of: shape) == found.shape }
      let fitsType = found.dtype == type.dtype || mapping.convertsTypes && found.dtype.map { $0.isNumber && type.dtype.isNumber } == true
      if let layout, fitsType {
        pairs.append(Pair(path: path, type: type, stored: found, layout: layout))
      } else {
        // What the file would need for the model's shape, where its axes stand in another order.
        let needed = place.layouts.first?.fileShape(of: shape).flatMap { $0 == shape ? nil : " (in the file \($0))" } ?? ""
        differences.different.append(
          .init(name: Self.text(path, place), expected: "\(type.dtype) \(type.shape)\(needed)", found: found.typeText))
      }
    }
    differences.leftOver = file.tensors.map(\.name).filter { !used.contains($0) && !mapping.isIgnored($0) }
  }

  /// The path, and the name in the file if it is another.
  private static func text(_ path: String, _ place: WeightMapping.Place) -> String {
    path == place.name ? path : "\(path) (\(place.name))"
  }
}
