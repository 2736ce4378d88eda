@testable import ApusGraph

extension Region {
  /// The region of a function that captures nothing but numbers, which become its last inputs.
  static func of(_ inputs: [TensorType], _ function: ([Node]) -> [Node]) -> Region {
    let parameters = inputs.map { Node.placeholder($0) }
    do {
      return try Region(parameters, function(parameters))
    } catch {
      fatalError("\(error)")
    }
  }
}
