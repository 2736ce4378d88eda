/// Finds which argument of a run stands for a result, for one result after the other.
package struct RenewedPlaces {
  private var rest: ArraySlice<(input: Int, output: Int)>

  /// - Parameter pairs: in the order of the results.
  package init(_ pairs: [(input: Int, output: Int)]) { rest = pairs[...] }

  /// The argument that stands for the result at `output`; `nil` if the result has an object of its own.
  package mutating func input(of output: Int) -> Int? { rest.first?.output == output ? rest.removeFirst().input : nil }
}
