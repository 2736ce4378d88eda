/// A compiled function that changes one argument, such as a model.
public struct CompiledUpdate<A, Output, each Input> {
  private let body: (inout A, repeat each Input) -> Output
  private let function = CompiledFunction()
  private let plans: [ArgumentPlan]

  init(_ body: @escaping (inout A, repeat each Input) -> Output) {
    self.body = body
    var plans = [ArgumentPlan(of: A.self)]
    repeat plans.append(ArgumentPlan(of: (each Input).self))
    self.plans = plans
  }

  public var report: CompilationReport { function.report }

  /// The digest of the program that ran last; `nil` before the first call.
  package var lastProgramDigest: String? { function.lastProgramDigest }

  @discardableResult
  public func callAsFunction(_ a: inout A, _ input: repeat each Input) -> Output {
    reaching(&a, repeat each input) { function.call($0, stateCount: 1, $1) }
  }

  /// What such a call will take, before it is made: `step.memory(&model, images)`. The program is traced and compiled unless it is known,
  /// the call will find it, and nothing is run.
  ///
  /// - Returns: `nil` inside another compiled function and where a gradient may be asked for, where a call is its body.
  /// - Throws: the diagnosis of a mistake in the body.
  public func memory(_ a: inout A, _ input: repeat each Input) throws -> ProgramMemory? {
    try reaching(&a, repeat each input) { try function.memory($0, stateCount: 1, $1) }
  }

  /// Calls `use` with the arguments in reach, and with the body as it takes them.
  private func reaching<R>(
    _ a: inout A, _ input: repeat each Input, use: ([Argument], ([Argument]) -> Output) throws -> R
  ) rethrows -> R {
    var inputs: [Argument] = []
    repeat inputs.append(Argument(each input, plans[1 + inputs.count]))
    func run(_ arguments: [Argument]) -> Output {
      var next = arguments.dropFirst().makeIterator()
      func take<T>(_ given: T) -> T { next.next()?.value(as: T.self).pointee ?? given }
      return body(&arguments[0].value(as: A.self).pointee, repeat take(each input))
    }
    return try withUnsafeMutablePointer(to: &a) { a in try use([Argument(at: a, plans[0])] + inputs, run) }
  }
}

/// A compiled function that changes two arguments, such as a model and its optimizer.
public struct CompiledUpdate2<A, B, Output, each Input> {
  private let body: (inout A, inout B, repeat each Input) -> Output
  private let function = CompiledFunction()
  private let plans: [ArgumentPlan]

  init(_ body: @escaping (inout A, inout B, repeat each Input) -> Output) {
    self.body = body
    var plans = [ArgumentPlan(of: A.self), ArgumentPlan(of: B.self)]
    repeat plans.append(ArgumentPlan(of: (each Input).self))
    self.plans = plans
  }

  public var report: CompilationReport { function.report }

  @discardableResult
  public func callAsFunction(_ a: inout A, _ b: inout B, _ input: repeat each Input) -> Output {
    reaching(&a, &b, repeat each input) { function.call($0, stateCount: 2, $1) }
  }

  /// What such a call will take, before it is made: `step.memory(&model, &optimizer, images, labels)`; as of `CompiledUpdate`.
  public func memory(_ a: inout A, _ b: inout B, _ input: repeat each Input) throws -> ProgramMemory? {
    try reaching(&a, &b, repeat each input) { try function.memory($0, stateCount: 2, $1) }
  }

  private func reaching<R>(
    _ a: inout A, _ b: inout B, _ input: repeat each Input, use: ([Argument], ([Argument]) -> Output) throws -> R
  ) rethrows -> R {
    var inputs: [Argument] = []
    repeat inputs.append(Argument(each input, plans[2 + inputs.count]))
    func run(_ arguments: [Argument]) -> Output {
      var next = arguments.dropFirst(2).makeIterator()
      func take<T>(_ given: T) -> T { next.next()?.value(as: T.self).pointee ?? given }
      return body(&arguments[0].value(as: A.self).pointee, &arguments[1].value(as: B.self).pointee, repeat take(each input))
    }
    return try withUnsafeMutablePointer(to: &a) { a in
      try withUnsafeMutablePointer(to: &b) { b in try use([Argument(at: a, plans[0]), Argument(at: b, plans[1])] + inputs, run) }
    }
  }
}

// State that the function changes comes first (one or two `inout` arguments), then up to three others.
@_disfavoredOverload public func compiled<A, Output>(_ body: @escaping (inout A) -> Output) -> CompiledUpdate<A, Output> {
  CompiledUpdate(body)
}
@_disfavoredOverload public func compiled<A, X, Output>(_ body: @escaping (inout A, X) -> Output) -> CompiledUpdate<A, Output, X> {
  CompiledUpdate(body)
}
@_disfavoredOverload public func compiled<A, X, Y, Output>(_ body: @escaping (inout A, X, Y) -> Output) -> CompiledUpdate<A, Output, X, Y> {
  CompiledUpdate(body)
}
@_disfavoredOverload public func compiled<A, B, X, Output>(_ body: @escaping (inout A, inout B, X) -> Output) -> CompiledUpdate2<
  A, B, Output, X
> {
  CompiledUpdate2(body)
}
@_disfavoredOverload public func compiled<A, B, X, Y, Output>(_ body: @escaping (inout A, inout B, X, Y) -> Output) -> CompiledUpdate2<
  A, B, Output, X, Y
> {
  CompiledUpdate2(body)
}
@_disfavoredOverload public func compiled<A, B, X, Y, Z, Output>(
  _ body: @escaping (inout A, inout B, X, Y, Z) -> Output
) -> CompiledUpdate2<A, B, Output, X, Y, Z> { CompiledUpdate2(body) }
