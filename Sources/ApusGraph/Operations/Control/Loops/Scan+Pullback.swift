extension Scan {
  /// One step of the derivative is that of the body: of the cotangents of its results it makes those of its inputs, with the help of
  /// values from the step forward. The cotangents of carried values go from step to step, from the last to the first; those of
  /// captured values add up on the way; those of elements are stacked.
  func pullback(_ cotangents: [Int: Node], operands: [Node], wanted: OperandSet) -> [Node?] {
    do {
      return try ScanPullback(self, cotangents, operands, wanted).operandCotangents()
    } catch {
      let poison = Node.poison(error, operands)
      return operands.map { _ in poison }
    }
  }
}

/// The parts from which the scan back is put together.
private struct ScanPullback {
  let scan: Scan
  let cotangents: [Int: Node]
  let operands: [Node]
  /// The body's inputs and results, as nodes of their own.
  let inputs: [Node]
  let results: [Node]
  /// The carried values that have cotangents, and the operands after them whose cotangents are asked for.
  let carried: [Int]
  let wantedArrays: [Int]
  let wantedCaptures: [Int]

  init(_ scan: Scan, _ cotangents: [Int: Node], _ operands: [Node], _ wanted: OperandSet) {
    self.scan = scan
    self.cotangents = cotangents
    self.operands = operands
    inputs = zip(scan.body.inputs, operands).map { .placeholder($0, device: $1.device) }
    results = scan.body.apply(inputs)
    let differentiable = operands.indices.filter { operands[$0].dtype.isFloatingPoint }
    carried = differentiable.filter { $0 < scan.carryCount }
    wantedArrays = differentiable.filter { scan.isArray($0) && wanted.contains($0) }
    wantedCaptures = differentiable.filter { $0 >= scan.carryCount + scan.arrayCount && wanted.contains($0) }
  }

  func operandCotangents() throws -> [Node?] {
    // The cotangents that a step back starts from: of what the step forward passed on, and of what it stacked.
    let stacked = (scan.carryCount..<results.count).filter { cotangents[$0] != nil }
    let seeded = carried + stacked, firstOfStepBack = Node.currentID
    let seeds = seeded.map { Node.placeholder(results[$0].type, device: results[$0].device) }
    let targets = carried + wantedArrays + wantedCaptures
    let found = ReverseSweep(of: seeded.map { results[$0] }, seeds: seeds).gradients(withRespectTo: targets.map { inputs[$0] })
    let gradients = Dictionary(uniqueKeysWithValues: zip(targets, found).compactMap { target, node in node.map { (target, $0) } })

    let captures = wantedCaptures.filter { gradients[$0] != nil }, arrays = wantedArrays.filter { gradients[$0] != nil }
    let ofElements = arrays.compactMap { gradients[$0] }, stackedSeeds = seeds.dropFirst(carried.count)
    let differing = Array(inputs.prefix(scan.carryCount + scan.arrayCount))
    let shared = SharedCotangents(
      captures.compactMap { gradients[$0] }, forward: differing, seeds: seeds, stacked: ofElements + stackedSeeds)
    let elements = ofElements + shared.stackedBack
    let addedUp = zip(captures, shared.each).compactMap { index, cotangent in cotangent.rest.map { (index: index, node: $0) } }
    let sums = addedUp.map { Node.placeholder($0.node.type, device: $0.node.device) }
    let carry = carried.map { gradients[$0] ?? inputs[$0].zeros } + zip(sums, addedUp).map { $0 + $1.node }

    let parameters = seeds.prefix(carried.count) + sums + stackedSeeds
    let remade = Region.remade(
      try Region.captures(of: carry + elements, Array(parameters)), since: firstOfStepBack, differing,
      stacked: differing.suffix(scan.arrayCount) + results.dropFirst(scan.carryCount) + shared.givenForward)
    let needed = try Region.captures(of: carry + elements, parameters + remade), neededIDs = Set(needed.map(\.id))
    let forward = try values(of: needed + shared.givenForward.filter { !neededIDs.contains($0.id) })
    let perStep = needed.filter { forward.stacks[$0.id] != nil }
    let invariant = needed.filter { forward.stacks[$0.id] == nil }

    let initial = carried.map { cotangents[$0] ?? operands[$0].zeros } + addedUp.map { operands[$0.index].zeros }
    let stackedCotangents = stacked.compactMap { cotangents[$0] }
    let inputArrays = stackedCotangents + perStep.compactMap { forward.stacks[$0.id] }
    let body = try Region(parameters + perStep + invariant, carry + elements)
    let back = Scan(
      body: body, carryCount: initial.count, arrayCount: inputArrays.count, count: scan.count, isReversed: !scan.isReversed)
    let made = Node.makeAll(
      back, initial + inputArrays + invariant.compactMap { forward.invariants[$0.id] }, count: initial.count + elements.count)

    var result = [Node?](repeating: nil, count: operands.count)
    let stacks = made.dropFirst(initial.count)
    for (index, node) in zip(carried + addedUp.map(\.index), made) { result[index] = node }
    for (index, node) in zip(arrays, stacks) { result[index] = node }
    let known = zip(stackedSeeds + elements, stackedCotangents + stacks).map { ($0.id, $1) }
    let sumsOfProducts = shared.sumsOfProducts(forward.stacks.merging(known) { $1 })
    for (index, sum) in zip(captures, sumsOfProducts) {
      if let sum { result[index] = result[index].map { $0 + sum } ?? sum }
    }
    return result
  }

  /// What the step back needs of the step forward: for some nodes of the body their values at all steps, for others, which are the
  /// same at all steps, that value.
  private func values(of needed: [Node]) throws -> (stacks: [UInt64: Node], invariants: [UInt64: Node]) {
    var stacks: [UInt64: Node] = [:]
    for index in inputs.indices where scan.isArray(index) { stacks[inputs[index].id] = operands[index] }
    let steps = inputs.prefix(scan.carryCount + scan.arrayCount)
    let varying = Region.dependents(among: needed, on: Array(steps))
    let invariant = needed.filter { !varying.contains($0.id) && stacks[$0.id] == nil }
    let (outside, outer) = try Region.closing(invariant, over: Array(inputs.dropFirst(steps.count)))
    let values = outside.apply(operands.dropFirst(steps.count) + outer)
    let invariants = Dictionary(uniqueKeysWithValues: zip(invariant.map(\.id), values))

    // A value that the scan stacks anyhow is taken from there.
    var outputs = results
    var places: [UInt64: Int] = [:]
    for node in needed where varying.contains(node.id) && stacks[node.id] == nil {
      if let known = results.dropFirst(scan.carryCount).firstIndex(where: { $0 === node }) {
        places[node.id] = known
      } else {
        places[node.id] = outputs.count
        outputs.append(node)
      }
    }
    if places.isEmpty { return (stacks, invariants) }
    var extended = scan
    if outputs.count > results.count {
      extended = Scan(
        body: try Region(inputs, outputs), carryCount: scan.carryCount, arrayCount: scan.arrayCount, count: scan.count,
        isReversed: scan.isReversed, extended: scan.body)
    }
    let made = Node.makeAll(extended, operands, count: outputs.count)
    for (id, place) in places { stacks[id] = made[place] }
    return (stacks, invariants)
  }
}
