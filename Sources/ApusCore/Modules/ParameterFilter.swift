/// Which of a model's parameters are meant.
///
///     "encoder"              // all parameters of `encoder`
///     "blocks[*].norm"       // those of every block's `norm`
///     !"*.bias"              // all that are not named bias
///     ParameterFilter(\.encoder, of: model)
///
/// A pattern names the beginning of paths such as `blocks[3].mlp.up.weight`, up to the end of a name; `*` stands for any characters,
/// those between names as well.
public struct ParameterFilter: Sendable {
  private let test: @Sendable (String) -> Bool

  public init(where test: @escaping @Sendable (_ path: String) -> Bool) { self.test = test }

  public init(_ pattern: String) {
    let pattern = Array(pattern.utf8)
    self.init { Self.matches(Array($0.utf8), pattern) }
  }

  /// The parameters of a property, and those of its parts.
  public init<Model: Module, Value>(_ property: WritableKeyPath<Model, Value>, of model: Model) {
    let mark = Node.constant(0, TensorType(.float32, .scalar))
    let plan = WalkPlans.plan(of: Value.self)
    var (copy, paths, variables) = (model, Set<String>(), [VariableStorage]())
    plan.walk(&copy[keyPath: property], plan.rootPath, .training) { _, parameter in
      if let variable = parameter.variable { variables.append(variable) } else { parameter.node = mark }
    }
    copy.visit { path, parameter in
      let isMember = parameter.variable.map { variable in variables.contains { $0 === variable } } ?? (parameter.node === mark)
      if isMember { paths.insert(path.name) }
    }
    self.init { [paths] in paths.contains($0) }
  }

  public static let all = ParameterFilter { _ in true }

  public func contains(_ path: String) -> Bool { test(path) }

  public static prefix func ! (filter: ParameterFilter) -> ParameterFilter { ParameterFilter { !filter.contains($0) } }
  public static func || (a: ParameterFilter, b: ParameterFilter) -> ParameterFilter {
    ParameterFilter { a.contains($0) || b.contains($0) }
  }
  public static func && (a: ParameterFilter, b: ParameterFilter) -> ParameterFilter {
    ParameterFilter { a.contains($0) && b.contains($0) }
  }

  /// Whether `pattern` is the beginning of `path` up to the end of a name. Back to the last star is far enough: an earlier one could
  /// take no more than it.
  private static func matches(_ path: [UInt8], _ pattern: [UInt8]) -> Bool {
    let star = UInt8(ascii: "*"), ends = [UInt8(ascii: "."), UInt8(ascii: "[")]
    var (place, next) = (0, 0)
    var retry: (place: Int, next: Int)?
    while true {
      if next == pattern.count, place == path.count || ends.contains(path[place]) { return true }
      if next < pattern.count, pattern[next] == star {
        retry = (place, next)
        next += 1
      } else if next < pattern.count, place < path.count, pattern[next] == path[place] {
        (place, next) = (place + 1, next + 1)
      } else if let last = retry, last.place < path.count {
        retry = (last.place + 1, last.next)
        (place, next) = (last.place + 1, last.next + 1)
      } else {
        return false
      }
    }
  }
}

extension ParameterFilter: ExpressibleByStringLiteral {
  public init(stringLiteral pattern: String) { self.init(pattern) }
}
