/// A compiled function that changes one argument, such as a model.
public struct CompiledUpdate<A, Output, each Input> {
  private let body: (inout A, repeat each Input) -> Output
  private let function = CompiledFunction()

  init(_ body: @escaping (inout A, repeat each Input) -> Output) { self.body = body }

  public var report: CompilationReport { function.report }

  @discardableResult
  public func callAsFunction(_ a: inout A, _ input: repeat each Input) -> Output {
    var boxes: [any ArgumentBox] = [Argument(a)]
    repeat boxes.append(Argument(each input))
    let nodes = boxes.flatMap(\.nodes)
    if CompiledFunction.mustRunInline(nodes) { return body(&a, repeat each input) }
    // The caller's copy must not keep the memory that the box is about to give away.
    Argument.releasing(&a)
    let output = function.call(boxes, nodes, stateCount: 1) { boxes in
      var next = boxes.dropFirst().makeIterator()
      func take<T>(_ given: T) -> T { (next.next() as? Argument<T>)?.value ?? given }
      guard let first = boxes[0] as? Argument<A> else {
        preconditionFailure("the box of a compiled function's state holds another type than it was made with")
      }
      return body(&first.value, repeat take(each input))
    }
    if let first = boxes[0] as? Argument<A> { a = first.value }
    return output
  }
}

/// A compiled function that changes two arguments, such as a model and its optimizer.
public struct CompiledUpdate2<A, B, Output, each Input> {
  private let body: (inout A, inout B, repeat each Input) -> Output
  private let function = CompiledFunction()

  init(_ body: @escaping (inout A, inout B, repeat each Input) -> Output) { self.body = body }

  public var report: CompilationReport { function.report }

  @discardableResult
  public func callAsFunction(_ a: inout A, _ b: inout B, _ input: repeat each Input) -> Output {
    var boxes: [any ArgumentBox] = [Argument(a), Argument(b)]
    repeat boxes.append(Argument(each input))
    let nodes = boxes.flatMap(\.nodes)
    if CompiledFunction.mustRunInline(nodes) { return body(&a, &b, repeat each input) }
    Argument.releasing(&a)
    Argument.releasing(&b)
    let output = function.call(boxes, nodes, stateCount: 2) { boxes in
      var next = boxes.dropFirst(2).makeIterator()
      func take<T>(_ given: T) -> T { (next.next() as? Argument<T>)?.value ?? given }
      guard let first = boxes[0] as? Argument<A>, let second = boxes[1] as? Argument<B> else {
        preconditionFailure("the boxes of a compiled function's state hold other types than they were made with")
      }
      return body(&first.value, &second.value, repeat take(each input))
    }
    if let first = boxes[0] as? Argument<A> { a = first.value }
    if let second = boxes[1] as? Argument<B> { b = second.value }
    return output
  }
}

extension Argument {
  static func releasing(_ value: inout Value) {
    let plan = WalkPlans.plan(of: Value.self)
    let nothing = Node.constant(0, TensorType(.float32, .scalar))
    plan.walk(&value, plan.rootPath, .training) { _, parameter in if parameter.role != .state { parameter.node = nothing } }
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
