extension Node {
  /// Starts to keep the history of nodes that depend on what the recording watches.
  package static func startRecording(inside parent: Recording? = nil) -> Recording { Recording(parent: parent) }

  package var isEvaluated: Bool { GraphLock.held { value != nil || failure != nil || isPlaceholder } }
}

extension Recording {
  /// A node of its own for the value of `node`: differentiation starts from it. It carries `label`, the path of a parameter.
  ///
  /// - Parameter other: a watched node whose results those of this one will meet, as those of a model's parameters do: they hang together
  ///   from the start.
  package func watch(_ node: Node, label: String? = nil, with other: Node? = nil) -> Node {
    let watched = Node.make(Identity(label: label), node)
    GraphLock.held {
      if watched.diagnosis != nil { return }
      if let outer = watched.recording?.active { noteOuter(outer) }
      watched.recording = self
      if watched.trace == nil, !watched.isTraced { watched.trace = other?.trace.map(Trace.root) }
    }
    return watched
  }
}

extension Recording {
  /// Whether `node` depends on what this recording, or one inside it, watches.
  package func knows(_ node: Node) -> Bool { GraphLock.held { node.recording?.active.map { $0 === self || $0.isInside(self) } ?? false } }

  /// Keeps the history of what is computed from `node` from now on.
  package func adopt(_ node: Node) {
    GraphLock.held {
      if let outer = node.recording?.active { noteOuter(outer) }
      node.recording = self
    }
  }
}
