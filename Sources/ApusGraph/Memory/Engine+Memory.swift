extension Engine {
  /// What computing `nodes` will take, with what else is held and hangs together with them. Their program is compiled, or found, and not
  /// run; `materialize` of the same nodes finds it.
  ///
  /// - Returns: `nil` if all have their values.
  package func memory(of nodes: [Node]) throws -> ProgramMemory? {
    while true {
      do {
        let linear = try GraphLock.held { () throws -> Linearization? in
          let outputs = try Launch.outputs(of: nodes, alsoLive: true)
          return outputs.isEmpty ? nil : try Linearization(outputs: outputs)
        }
        guard let linear else { return nil }
        let (form, _) = try cachedProgram(linear.key).form(for: linear.constants) { reason in
          try makeForm(of: linear.program, constants: linear.constants, on: linear.device, reason)
        }
        return try form.memory(donating: linear.leaves.map { leaf in GraphLock.held { leaf.value?.isDonatable ?? false } })
      } catch let wait as Ticket.Wait {
        wait.ticket.wait()
      }
    }
  }
}

extension TracedProgram {
  /// What a run on `arguments` and the values of variables will take. The program is compiled, or found, and not run.
  package func memory(_ arguments: [Handle], _ variables: [Node]) throws -> ProgramMemory {
    let engine = Context.local.engine
    let (form, _) = try form(engine)
    let nodes = arguments.map(\.node) + variables
    // A value that is still to be computed will be the device's alone.
    return try form.memory(donating: nodes.map { node in GraphLock.held { node.value?.isDonatable ?? true } })
  }
}
