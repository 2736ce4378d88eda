// Swift cannot put `inout` into a parameter pack, and a pack overload next to `inout` overloads is ambiguous unless these have fixed
// arities. State that the function changes comes first (one or two `inout` arguments), then up to three others.

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
/// Reading a tensor's value inside the body is a mistake that its reader reports. Inside a gradient or another compiled function the
/// body runs as it is.
public func compiled<each Input, Output>(_ body: @escaping (repeat each Input) -> Output) -> Compiled<Output, repeat each Input> {
  Compiled(body)
}

/// A compiled function without state of its own in its arguments.
public struct Compiled<Output, each Input> {
  private let body: (repeat each Input) -> Output
  private let function = CompiledFunction()

  init(_ body: @escaping (repeat each Input) -> Output) { self.body = body }

  /// How often the function was called and traced.
  public var report: CompilationReport { function.report }

  @discardableResult
  public func callAsFunction(_ input: repeat each Input) -> Output {
    var boxes: [any ArgumentBox] = []
    repeat boxes.append(Argument(each input))
    let nodes = boxes.flatMap(\.nodes)
    if CompiledFunction.mustRunInline(nodes) { return body(repeat each input) }
    return function.call(boxes, nodes, stateCount: 0) { boxes in
      var next = boxes.makeIterator()
      func take<T>(_ given: T) -> T { (next.next() as? Argument<T>)?.value ?? given }
      return body(repeat take(each input))
    }
  }
}
