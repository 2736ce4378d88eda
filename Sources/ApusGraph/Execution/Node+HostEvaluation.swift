extension Node {
  /// The node's value, computed on the host whatever its size: the same bits with a plugin and without one.
  ///
  /// Meant for what is drawn or computed once, such as the first values of parameters. A mistake makes a poisoned node.
  package func evaluatedOnHost() -> Node {
    if isEvaluated { return self }
    do {
      let linear = try Linearization(outputs: [self])
      let inputs = try linear.leaves.map { leaf in
        guard let value = GraphLock.held({ leaf.value }) else { throw Mistake.readWhileTracing }
        return try value.hostArray()
      }
      return .leaf(try linear.program.evaluate(inputs)[0], device: device)
    } catch let wait as Ticket.Wait {
      wait.ticket.wait()
      return evaluatedOnHost()
    } catch {
      return .poison(error, [self])
    }
  }

  /// The value of a node that was computed on the host, or came from it; `nil` while it lies on a device or is pending. Reads nothing.
  package var hostArray: HostArray? { GraphLock.held { value?.host } }

  /// A poisoned node for an error that a function of the library caught: a diagnosis keeps the place where its mistake was made.
  package static func failed(_ error: any Error) -> Node { poison(error) }
}
