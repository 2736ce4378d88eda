/// A stretch of a program whose history is kept, because a gradient may ask for it.
///
/// A node that gets its value becomes a leaf and forgets its operands, so that a training loop does not drag its past along. While a
/// recording is active, nodes that depend on what it watches keep theirs; when it ends they are let go.
package final class Recording: @unchecked Sendable {
  /// Grows from recording to recording. (The identifier of the next node does not: two tapes can be made with no node in between.)
  let id = GraphLock.held {
    lastID += 1
    return lastID
  }
  private nonisolated(unsafe) static var lastID: UInt64 = 0

  // Guarded by `GraphLock`.
  @exclusivity(unchecked) private(set) var hasEnded = false
  @exclusivity(unchecked) private var kept: [Node] = []

  /// The recording around this one is the newest among those of what it watches.
  @exclusivity(unchecked) private var parent: Recording?

  init(parent: Recording?) { self.parent = parent }

  /// The innermost recording around this one that has not ended.
  var active: Recording? {
    if !hasEnded { return self }
    if parent == nil { return nil }
    var recording: Recording? = self
    while let current = recording, current.hasEnded { recording = current.parent }
    return recording
  }

  /// Whether it or one around it has not ended.
  var isActive: Bool { !hasEnded || parent != nil && active != nil }

  /// Whether one around it has not ended.
  var isInsideActive: Bool { parent?.active != nil }

  func isInside(_ other: Recording) -> Bool {
    var recording = parent
    while let current = recording, current !== other { recording = current.parent }
    return recording != nil
  }

  func isNewer(than other: Recording?) -> Bool { other.map { id > $0.id } ?? true }

  /// Called with `GraphLock` held when something that this recording watches depends on what `other` watches.
  func noteOuter(_ other: Recording) {
    guard other !== self, other !== parent else { return }
    guard let known = parent?.active else {
      parent = other
      return
    }
    if other.isNewer(than: known) {
      parent = other
      other.noteOuter(known)
    } else {
      known.noteOuter(other)
    }
  }

  /// Called with `GraphLock` held when a node of the recording got its value.
  func keep(_ node: Node) { kept.append(node) }

  package func end() {
    let released = GraphLock.held { () -> [Node] in
      if hasEnded { return [] }
      hasEnded = true
      let nodes = kept
      kept = []
      if let outer = active {
        outer.kept += nodes
        for node in nodes { node.recording = outer }
        return []
      }
      return nodes.flatMap { $0.cut() }
    }
    Node.release(released)
  }

  deinit { if !hasEnded { end() } }
}
