/// The names on the way from a model to one of its tensors, such as `blocks[3].mlp.up.weight`.
///
/// Made once and shared by every later walk, so that walking costs no text.
public final class ParameterPath: @unchecked Sendable {
  public let name: String
  // Grows under the walk's lock and never changes what it holds.
  private var children: [ParameterPath?] = []
  private var elements: [ParameterPath] = []
  private var members: [String: ParameterPath] = [:]
  private var variants: [ObjectIdentifier: ParameterPath] = [:]
  private var stepPaths: [(plan: WalkPlan, paths: [ParameterPath])] = []
  private var label: String?

  init(_ name: String) { self.name = name }

  func child(_ index: Int, _ suffix: @autoclosure () -> String) -> ParameterPath {
    PathLock.shared.withLock { _ in knownChild(index) ?? addChild(index, suffix()) }
  }

  /// The path of a member that has its name at run time. Names of members are few, unlike the keys of dictionaries.
  func member(_ name: String) -> ParameterPath {
    PathLock.shared.withLock { _ in
      if let known = members[name] { return known }
      let made = ParameterPath(self.name.isEmpty ? name : self.name + "." + name)
      members[name] = made
      return made
    }
  }

  /// The paths of the first elements of an array, and perhaps of some more.
  func elements(_ count: Int) -> [ParameterPath] {
    PathLock.shared.withLock { _ in
      while elements.count < count { elements.append(addChild(elements.count, "[\(elements.count)]")) }
      return elements
    }
  }

  private func knownChild(_ index: Int) -> ParameterPath? { index < children.count ? children[index] : nil }

  private func addChild(_ index: Int, _ suffix: String) -> ParameterPath {
    while children.count <= index { children.append(nil) }
    let made = children[index] ?? renewed(suffix)
    children[index] = made
    return made
  }

  /// The paths of what the steps of `plan` reach in a value that lies here.
  func paths(for plan: WalkPlan) -> [ParameterPath] {
    let known = PathLock.shared.withLock { _ in stepPaths.first { $0.plan === plan }?.paths }
    if let known { return known }
    let paths = plan.steps.map { step in step.names.reduce(self) { path, name in path.child(name.index, name.label) } }
    PathLock.shared.withLock { _ in stepPaths.append((plan, paths)) }
    return paths
  }

  /// What diagnoses call a parameter here: its path, with the model's type in front where that alone would name no layer.
  ///
  /// - Parameter model: the type of the model from which the path leads, the same in every call.
  func label<M>(in model: M.Type) -> String {
    PathLock.shared.withLock { _ in
      if let label { return label }
      // The type's name without its parameters is that of a layer that is itself the model.
      let made = name.contains(".") ? name : "\("\(model)".prefix { $0 != "<" }).\(name)"
      label = made
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
