import ApusNN

/// Functions of tensors under the names that a program of `References/functions/` gives them, for one type of scalars.
///
/// A name begins with the function's own, `sum along 1`: `CompletenessTests` looks for it.
struct FunctionTable<S: TensorFloatingPoint> {
  typealias Function = @Sendable ([Tensor<S>]) -> [Tensor<S>]

  struct Entry: Sendable {
    let name: String
    let function: Function
    let floatTolerance: Double
  }

  private(set) var entries: [Entry] = []

  /// - Parameter floatTolerance: how far `Float` may be off, relative to the larger of 1 and the number. More than 1e-5 takes a reason.
  mutating func callAsFunction(
    _ name: String, floatTolerance: Double = 1e-5, _ function: @escaping @Sendable ([Tensor<S>]) -> Tensor<S>
  ) {
    entries.append(Entry(name: name, function: { [function($0)] }, floatTolerance: floatTolerance))
  }

  /// A function with several results.
  mutating func several(_ name: String, floatTolerance: Double = 1e-5, _ function: @escaping Function) {
    entries.append(Entry(name: name, function: function, floatTolerance: floatTolerance))
  }
}

/// The functions that one program computes, for every type of scalars: a function that is generic, since closures are not.
protocol FunctionFamily: SendableMetatype {
  /// The name of the program's file in `References/functions/`, without `make-` and ending.
  static var program: String { get }
  static func fill<S: TensorFloatingPoint>(_ row: inout FunctionTable<S>)
}
