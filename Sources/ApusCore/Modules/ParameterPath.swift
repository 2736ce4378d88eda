/// The names on the way from a model to one of its tensors, such as `blocks[3].mlp.up.weight`.
///
/// Made once and shared by every later walk, so that walking costs no text.
public final class ParameterPath: @unchecked Sendable {
  public let name: String
  // Grows under the walk's lock and never changes what it holds.
  private var children: [ParameterPath?] = []
  private var variants: [ObjectIdentifier: ParameterPath] = [:]

  init(_ name: String) { self.name = name }

  func child(_ index: Int, _ suffix: @autoclosure () -> String) -> ParameterPath {
    PathLock.shared.withLock { _ in
      while children.count <= index { children.append(nil) }
      if let known = children[index] { return known }
      let text = suffix()
      let made = renewed(text)
      children[index] = made
      return made
    }
  }

  /// The same path for a value of `type`, where values of several types may lie: each has names of its own below it.
  func variant(for type: Any.Type) -> ParameterPath {
    PathLock.shared.withLock { _ in
      if let known = variants[ObjectIdentifier(type)] { return known }
      let made = ParameterPath(name)
      variants[ObjectIdentifier(type)] = made
      return made
    }
  }
}

extension ParameterPath {
  /// A path of its own below this one: for members whose names change.
  func renewed(_ suffix: String) -> ParameterPath {
    ParameterPath(name.isEmpty && suffix.hasPrefix(".") ? String(suffix.dropFirst()) : name + suffix)
  }
}

extension ParameterPath: Hashable, CustomStringConvertible {
  public static func == (a: ParameterPath, b: ParameterPath) -> Bool { a.name == b.name }
  public func hash(into hasher: inout Hasher) { hasher.combine(name) }
  public var description: String { name }
}
