/// The derivative of every element of `f(x)` with respect to every element of `x`: `f(x).shape + x.shape`.
///
///     print(jacobian(at: Tensor<Float>([1, 2])) { x in x * x })   // [[2.0, 0.0], [0.0, 4.0]]
///
/// One reverse sweep runs for each element of the result, in a loop of the program.
public func jacobian<S: TensorFloatingPoint, R: TensorFloatingPoint>(
  at x: Tensor<S>, of f: (Tensor<S>) throws -> Tensor<R>
) rethrows -> Tensor<S> {
  let recording = GradientRecording()
  defer { recording.end() }
  let watched = recording.watch(x).node
  let result = try f(Tensor(watched)).node
  if result.diagnosis != nil { return Tensor(result) }
  return Tensor(result.jacobian(watched.type) { ReverseSweep(of: result, seed: $0).gradients(withRespectTo: [watched]) })
}

/// The second derivatives of a function with a scalar result: `x.shape + x.shape`.
///
///     print(hessian(at: Tensor<Float>([1, 2])) { x in (x * x * x).sum() })   // [[6.0, 0.0], [0.0, 12.0]]
public func hessian<S: TensorFloatingPoint, R: TensorFloatingPoint>(
  at x: Tensor<S>, of f: (Tensor<S>) throws -> Tensor<R>
) rethrows -> Tensor<S> { try jacobian(at: x) { x in try gradient(at: x, of: f) } }

/// The product of a function's Hessian with `vector`, without the Hessian: two reverse sweeps, whatever the size of `x`.
///
///     let f = { (x: Tensor<Float>) in (x * x * x).sum() }
///     print(hessianVectorProduct(at: Tensor([1, 2]), along: Tensor([1, 10]), of: f))   // [6.0, 120.0]
///
/// Pearlmutter, "Fast exact multiplication by the Hessian", 1994.
public func hessianVectorProduct<S: TensorFloatingPoint, R: TensorFloatingPoint>(
  at x: Tensor<S>, along vector: Tensor<S>, of f: (Tensor<S>) throws -> Tensor<R>
) rethrows -> Tensor<S> { try gradient(at: x) { x in (try gradient(at: x, of: f) * stopGradient(vector)).sum() } }

/// The product of a loss's Hessian with a direction in the space of a model's parameters, in the model's shape.
public func hessianVectorProduct<M: Module, R: TensorFloatingPoint>(
  at model: M, along direction: Gradient<M>, of f: (M) throws -> Tensor<R>
) rethrows -> Gradient<M> {
  try gradient(at: model) { model -> Tensor<R> in
    let slopes = try gradient(at: model, of: f)
    let ofVariables = slopes.variables.compactMap { slope in
      direction.variables.first { $0.variable === slope.variable }.map { (slope.node, $0.node) }
    }
    let products = (Array(zip(slopes.nodes, direction.nodes)) + ofVariables).map { slope, direction in
      (slope * direction.stoppingGradient()).converted(to: R.dtype).sum(along: Array(slope.shape.indices))
    }
    return Tensor(products.reduce(.constant(0, TensorType(R.dtype, .scalar)), +))
  }
}
