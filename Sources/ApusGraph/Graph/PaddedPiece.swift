/// A part of an array, with zeros for the rest of it along one axis: what the cotangent of a slice is.
///
/// Slices side by side, such as the gates of a recurrent cell, give an array such a cotangent each. Their sum is one part beside the other,
/// in which nothing is added: XLA:CPU asks of each element of a sum of padded arrays in which of them it lies.
struct PaddedPiece {
  private(set) var parts: [Node]
  private let whole: Node
  private let axis: Int
  private let start: Int
  private var end: Int

  /// `nil` if `node` is nothing padded with zeros along one axis.
  static func of(_ node: Node) -> PaddedPiece? { Swift.type(of: node.operation) == Pad.self ? PaddedPiece(node) : nil }

  private init?(_ node: Node) {
    guard let pad = node.operation(as: Pad.self), (pad.low + pad.high).allSatisfy({ $0 >= 0 }), pad.interior.allSatisfy({ $0 == 0 }) else {
      return nil
    }
    let operands = GraphLock.held { node.operands }
    let padded = pad.low.indices.filter { pad.low[$0] > 0 || pad.high[$0] > 0 }
    guard operands.count == 2, padded.count == 1, operands[1].operation.literal == 0 else { return nil }
    (parts, whole, axis) = ([operands[0]], node, padded[0])
    start = pad.low[axis]
    end = start + operands[0].shape[axis]
  }

  /// The sum of pieces of one array, where those that are neighbours are put together.
  static func sum(_ pieces: [PaddedPiece]) -> Node? {
    var joined: [PaddedPiece] = []
    for piece in pieces.sorted(by: { ($0.axis, $0.start, $0.end) < ($1.axis, $1.start, $1.end) }) {
      if let last = joined.last, last.axis == piece.axis, last.end == piece.start {
        joined[joined.count - 1].append(piece)
      } else {
        joined.append(piece)
      }
    }
    return joined.first.map { first in joined.dropFirst().reduce(first.node) { $0 + $1.node } }
  }

  private mutating func append(_ next: PaddedPiece) {
    parts += next.parts
    end = next.end
  }

  private var node: Node {
    if parts.count == 1 { return whole }
    var low = [Int](repeating: 0, count: whole.rank), high = low
    low[axis] = start
    high[axis] = whole.shape[axis] - end
    return Node.concatenated(parts, alongAxis: axis).padded(low: low, high: high)
  }
}
