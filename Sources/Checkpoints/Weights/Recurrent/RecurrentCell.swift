/// A recurrent cell among the tensors of a model, whose weights other libraries divide in another way.
struct RecurrentCell {
  enum Kind: Hashable {
    case basic
    case lstm
    /// `resetAfter`: with an `outputStateBias`.
    case gru(resetAfter: Bool)
  }

  let kind: Kind
  /// The names on the way to the cell, as `encoder.lstm.cell`.
  let path: String
  let inputSize: Int
  let hiddenSize: Int

  /// - Parameter properties: all tensors of what is at `path`, with their shapes.
  /// - Returns: `nil` for something else than a cell.
  init?(path: String, properties: [String: [Int]]) {
    let kinds: [Kind] = [.lstm, .gru(resetAfter: true), .gru(resetAfter: false), .basic]
    guard let kind = kinds.first(where: { Set($0.properties) == Set(properties.keys) }),
      let weight = properties[kind.properties[0]], weight.count == 2,
      let bias = properties[kind.isGRU ? "updateBias" : kind.properties[1]], bias.count == 1
    else { return nil }
    // A dense layer has the properties of the basic cell; a recurrent layer calls its cell `cell`.
    if kind == .basic, path != "cell", !path.hasSuffix(".cell") { return nil }
    (self.kind, self.path) = (kind, path)
    hiddenSize = kind.isGRU ? bias[0] : bias[0] / kind.gateCount
    inputSize = kind.isGRU ? weight[0] : weight[0] - hiddenSize
    guard inputSize > 0, hiddenSize > 0, properties == Dictionary(uniqueKeysWithValues: zip(kind.properties, shapes)) else { return nil }
  }

  /// The shapes of `kind.properties`.
  private var shapes: [[Int]] {
    if !kind.isGRU { return [[inputSize + hiddenSize, kind.gateCount * hiddenSize], [kind.gateCount * hiddenSize]] }
    let (input, state, bias) = ([inputSize, hiddenSize], [hiddenSize, hiddenSize], [hiddenSize])
    return [input, input, input, state, state, state] + kind.properties.dropFirst(6).map { _ in bias }
  }
}

extension RecurrentCell.Kind {
  /// The cell's properties; those of a GRU in the order of its gates.
  var properties: [String] {
    switch self {
    case .basic: ["weight", "bias"]
    case .lstm: ["fusedWeight", "fusedBias"]
    case .gru(let resetAfter):
      [
        "updateWeight1", "resetWeight1", "outputWeight1", "updateWeight2", "resetWeight2", "outputWeight2", "updateBias", "resetBias",
        "outputBias",
      ] + (resetAfter ? ["outputStateBias"] : [])
    }
  }

  var gateCount: Int {
    switch self {
    case .basic: 1
    case .lstm: 4
    case .gru: 3
    }
  }

  var isGRU: Bool { if case .gru = self { true } else { false } }
}

extension RecurrentCell {
  /// What a cell is a part of.
  enum Role {
    /// Nothing: a cell that a model calls step by step.
    case alone
    case layer
    /// One direction of a bidirectional layer.
    case forward, backward

    /// The names from that part's path to the cell's: `cell`, or `forward.cell`.
    var depth: Int {
      switch self {
      case .alone: 0
      case .layer: 1
      case .forward, .backward: 2
      }
    }
  }

  func role(among cells: [String: RecurrentCell]) -> Role {
    let names = path.split(separator: ".")
    guard names.last == "cell" else { return .alone }
    let direction = names.dropLast().last
    guard direction == "forward" || direction == "backward" else { return .layer }
    let other: Substring = direction == "forward" ? "backward" : "forward"
    guard let twin = cells[(names.dropLast(2) + [other, "cell"]).joined(separator: ".")], twin.kind == kind,
      twin.inputSize == inputSize, twin.hiddenSize == hiddenSize
    else { return .layer }
    return direction == "forward" ? .forward : .backward
  }
}
