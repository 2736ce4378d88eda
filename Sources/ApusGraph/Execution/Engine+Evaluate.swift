import PJRT

extension Engine {
  /// The value of `node`, computed now if it is pending, together with everything live in its trace.
  func evaluate(_ node: Node) throws -> NodeValue {
    if let value = GraphLock.held({ node.value }) { return value }
    try compute([node], alsoLive: true)
    return try GraphLock.held { try node.knownValue() }
  }

  /// The values of `roots`.
  ///
  /// - Parameter alsoLive: whether values that somebody else holds and that hang together with the roots are computed as well. A training
  ///   step says no: its outputs are fixed, so that it is the same program whatever its caller keeps.
  func evaluate(_ roots: [Node], alsoLive: Bool) throws -> [NodeValue] {
    if let values = GraphLock.held({ Self.known(roots) }) { return values }
    try compute(roots, alsoLive: alsoLive)
    return try GraphLock.held { try roots.map { try $0.knownValue() } }
  }

  /// Sees to it that `roots` have their values.
  ///
  /// - Parameter note: told of what is about to run.
  func compute(_ roots: [Node], alsoLive: Bool, noting note: ((Launch) -> Void)? = nil) throws {
    while true {
      do {
        guard let launch = try Launch.of(roots, alsoLive: alsoLive) else { return }
        note?(launch)
        return try run(launch)
      } catch let wait as Ticket.Wait {
        wait.ticket.wait()
      }
    }
  }

  /// The values of `roots` if they have them all.
  private static func known(_ roots: [Node]) -> [NodeValue]? {
    var values: [NodeValue] = []
    values.reserveCapacity(roots.count)
    for root in roots {
      guard let value = root.value else { return nil }
      values.append(value)
    }
    return values
  }

  private func run(_ launch: Launch) throws {
    defer { launch.ticket.finish() }
    do {
      launch.complete(with: try execute(launch))
    } catch {
      launch.fail(with: error)
      throw error
    }
  }

  private func execute(_ launch: Launch) throws -> RunResults {
    let (form, isNew) = try cachedProgram(launch.linear.key).form(for: launch.linear.constants) { reason in
      try makeForm(of: launch.linear.program, constants: launch.linear.constants, on: launch.linear.device, reason)
    }
    if !isNew { count { $0.cacheHits += 1 } }
    if form.constants != nil { return try run(form, launch.inputs, launch.uses) }
    let scalars = try scalars(of: launch.linear.constants, form.program.inputs.dropFirst(launch.inputs.count))
    return try run(form, launch.inputs + scalars, launch.uses)
  }

  /// The constants of a program that has them as inputs, of these types.
  func scalars(of constants: [UInt64], _ types: ArraySlice<TensorType>) throws -> [NodeValue] {
    try zip(constants, types).map { NodeValue(host: try .splat(bits: $0, $1)) }
  }

  /// Runs a program on values.
  ///
  /// - Parameter uses: what may be done with each of the first inputs.
  func run(_ form: CachedProgram.Form, _ inputs: [NodeValue], _ uses: [InputUse]) throws -> RunResults {
    switch form.work {
    case .host(let program):
      count { $0.hostExecutions += 1 }
      return RunResults(values: try program.run(inputs))
    case .device(let executable, let donors):
      var kept: [Int] = [], renewed: [(input: Int, output: Int)] = []
      renewed.reserveCapacity(donors.count)
      for donor in donors {
        switch uses.indices.contains(donor.input) ? uses[donor.input] : .read {
        case .read: kept.append(donor.input)
        case .donate: break
        case .renew: renewed.append(donor)
        }
      }
      let values = try run(executable, inputs, keeping: kept, renewing: renewed, to: form.outputTypes)
      count {
        $0.donatedBuffers += donors.count - kept.count
        $0.renewedBuffers += renewed.count
      }
      return RunResults(values: values, renewed: renewed)
    }
  }

  /// Runs a program on the device.
  ///
  /// - Parameters:
  ///   - kept: donors that keep their memory.
  ///   - renewed: donors that stand for an output afterwards, in the order of the outputs.
  func run(
    _ executable: Executable, _ inputs: [NodeValue], keeping kept: [Int] = [], renewing renewed: [(input: Int, output: Int)] = [],
    to types: [TensorType]
  ) throws -> [NodeValue] {
    let buffers = try inputs.map { try $0.deviceBuffer(executable.client, executable.devices[0], self) }
    let clock = ContinuousClock()
    let start = clock.now
    let results = try executable.execute(buffers, keeping: kept, renewing: renewed)
    let elapsed = start.duration(to: clock.now)
    count {
      $0.deviceExecutions += 1
      $0.deviceSeconds += elapsed / .seconds(1)
    }
    var places = RenewedPlaces(renewed)
    return results.indices.map { output in
      places.input(of: output).map { inputs[$0] } ?? NodeValue(types[output], buffer: results[output])
    }
  }
}

extension Node {
  /// The value of a node that has run.
  fileprivate func knownValue() throws -> NodeValue {
    if let value { return value }
    throw failure ?? Mistake.readWhileTracing
  }
}

/// What a run gives.
struct RunResults {
  /// One for each output.
  let values: [NodeValue]
  /// The inputs whose value is an output's now.
  var renewed: [(input: Int, output: Int)] = []
}
