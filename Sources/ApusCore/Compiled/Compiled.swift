/// `body` as a function that is traced once for each signature and then run as one program: TensorFlow's `tf.function`.
///
///     let total = compiled { (x: Tensor<Int32>) in
///       print("Tracing.")
///       return x.sum()
///     }
///     print(total(Tensor([1, 2, 3])))   // Tracing.  6
///     print(total(Tensor([10, 9, 8])))  // 27
///
/// A signature is the shapes and scalar types of all tensors in the arguments, and the values of everything else that is `Hashable`.
/// The body's host code (`print`, `if` on a number, counting) runs only while tracing. Variables are read and written as state.
/// A body whose first one or two parameters are declared `inout` changes its arguments: a model and an optimizer.
/// Reading a tensor's value inside the body is a mistake that its reader reports. Inside a gradient or another compiled function the
/// body runs as it is.
public func compiled<Output>(_ body: @escaping () -> Output) -> Compiled<Output> { Compiled(body) }

// Fixed arities, not a pack: a closure whose parameters are declared `inout` would fit a pack as well, and run on copies. Those with
// `inout` are disfavoured, because a closure whose parameters have no types, as in `compiled { f($0, $1) }`, fits both.
public func compiled<A, Output>(_ body: @escaping (A) -> Output) -> Compiled<Output, A> { Compiled(body) }
public func compiled<A, B, Output>(_ body: @escaping (A, B) -> Output) -> Compiled<Output, A, B> { Compiled(body) }
public func compiled<A, B, C, Output>(_ body: @escaping (A, B, C) -> Output) -> Compiled<Output, A, B, C> { Compiled(body) }
public func compiled<A, B, C, D, Output>(_ body: @escaping (A, B, C, D) -> Output) -> Compiled<Output, A, B, C, D> { Compiled(body) }
public func compiled<A, B, C, D, E, Output>(
  _ body: @escaping (A, B, C, D, E) -> Output
) -> Compiled<Output, A, B, C, D, E> { Compiled(body) }
public func compiled<A, B, C, D, E, F, Output>(
  _ body: @escaping (A, B, C, D, E, F) -> Output
) -> Compiled<Output, A, B, C, D, E, F> { Compiled(body) }
public func compiled<A, B, C, D, E, F, G, Output>(
  _ body: @escaping (A, B, C, D, E, F, G) -> Output
) -> Compiled<Output, A, B, C, D, E, F, G> { Compiled(body) }
public func compiled<A, B, C, D, E, F, G, H, Output>(
  _ body: @escaping (A, B, C, D, E, F, G, H) -> Output
) -> Compiled<Output, A, B, C, D, E, F, G, H> { Compiled(body) }

/// A compiled function without state of its own in its arguments.
public struct Compiled<Output, each Input> {
  private let body: (repeat each Input) -> Output
  private let function = CompiledFunction()
  private let plans: [ArgumentPlan]

  init(_ body: @escaping (repeat each Input) -> Output) {
    self.body = body
    var plans: [ArgumentPlan] = []
    repeat plans.append(ArgumentPlan(of: (each Input).self))
    self.plans = plans
  }

  /// How often the function was called and traced.
  public var report: CompilationReport { function.report }

  @discardableResult
  public func callAsFunction(_ input: repeat each Input) -> Output {
    var arguments: [Argument] = []
    repeat arguments.append(Argument(each input, plans[arguments.count]))
    return function.call(arguments, stateCount: 0) { arguments in
      var next = arguments.makeIterator()
      func take<T>(_ given: T) -> T { next.next()?.value(as: T.self).pointee ?? given }
      return body(repeat take(each input))
    }
  }
}
