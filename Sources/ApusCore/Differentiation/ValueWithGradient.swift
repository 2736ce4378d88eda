// Fixed arities, not a parameter pack: with a pack `valueWithGradient(at: x) { x in (x * x + 2 * x - 5).sum() }` takes 2.5 s to
// type-check, without 4 ms.

/// The value of `f` at `x` and its gradient there, of the same shape as `x`.
///
///     let (value, gradient) = valueWithGradient(at: Tensor<Float>(1)) { x in x * x + 2 * x - 5 }
///     print(value, gradient)   // -2.0 4.0
///
/// `f` has a scalar result; another makes poisoned results. Calls can be nested: the gradient is made of tensors like any other.
/// Only the argument of `f` is varied: a use of the outer `x` inside `f` counts as a constant.
public func valueWithGradient<S: TensorFloatingPoint, R: TensorFloatingPoint>(
  at x: Tensor<S>, of f: (Tensor<S>) throws -> Tensor<R>
) rethrows -> (value: Tensor<R>, gradient: Tensor<S>) {
  let recording = GradientRecording()
  defer { recording.end() }
  let watched = recording.watch(x)
  let value = try f(watched)
  let gradients = recording.gradients(of: value.node, [watched.node])
  return (value, Tensor(gradients[0]))
}

/// The value of `f` and its gradients with respect to both arguments.
public func valueWithGradient<S: TensorFloatingPoint, T: TensorFloatingPoint, R: TensorFloatingPoint>(
  at x: Tensor<S>, _ y: Tensor<T>, of f: (Tensor<S>, Tensor<T>) throws -> Tensor<R>
) rethrows -> (value: Tensor<R>, gradient: (Tensor<S>, Tensor<T>)) {
  let recording = GradientRecording()
  defer { recording.end() }
  let (a, b) = (recording.watch(x), recording.watch(y))
  let value = try f(a, b)
  let gradients = recording.gradients(of: value.node, [a.node, b.node])
  return (value, (Tensor(gradients[0]), Tensor(gradients[1])))
}

/// The value of `f` and its gradients with respect to all three arguments.
public func valueWithGradient<S: TensorFloatingPoint, T: TensorFloatingPoint, U: TensorFloatingPoint, R: TensorFloatingPoint>(
  at x: Tensor<S>, _ y: Tensor<T>, _ z: Tensor<U>, of f: (Tensor<S>, Tensor<T>, Tensor<U>) throws -> Tensor<R>
) rethrows -> (value: Tensor<R>, gradient: (Tensor<S>, Tensor<T>, Tensor<U>)) {
  let recording = GradientRecording()
  defer { recording.end() }
  let (a, b, c) = (recording.watch(x), recording.watch(y), recording.watch(z))
  let value = try f(a, b, c)
  let gradients = recording.gradients(of: value.node, [a.node, b.node, c.node])
  return (value, (Tensor(gradients[0]), Tensor(gradients[1]), Tensor(gradients[2])))
}

/// The value of `f` at `model` and its gradient, in the model's shape.
///
///     let (loss, gradient) = valueWithGradient(at: model) { model in
///       softmaxCrossEntropy(logits: model(images), labels: labels)
///     }
///     optimizer.update(&model, along: gradient)
///
/// The model's trainable `Variable`s are varied as well: `gradient[model.w]` for a variable `w`.
///
/// The parameters are evaluated first, so that each step of a training loop is the same program. For a model with tensors that look
/// trained and cannot be replaced, such as those in properties of a class, `f` is not called: value and gradient are the diagnosis.
public func valueWithGradient<M: Module, R: TensorFloatingPoint>(
  at model: M, of f: (M) throws -> Tensor<R>
) rethrows -> (value: Tensor<R>, gradient: Gradient<M>) {
  if let mistake = model.unreachableParameters {
    let poisoned = Node.poisoned(mistake)
    return (Tensor(poisoned), .failed(at: model, poisoned))
  }
  let watched = WatchedModel(model)
  let value = try watched.apply(f)
  return (value, watched.gradients(of: value.node).model)
}

/// The gradient of `f` at `x`; see `valueWithGradient(at:of:)`.
public func gradient<S: TensorFloatingPoint, R: TensorFloatingPoint>(
  at x: Tensor<S>, of f: (Tensor<S>) throws -> Tensor<R>
) rethrows -> Tensor<S> { try valueWithGradient(at: x, of: f).gradient }

/// The gradients of `f` with respect to both arguments.
public func gradient<S: TensorFloatingPoint, T: TensorFloatingPoint, R: TensorFloatingPoint>(
  at x: Tensor<S>, _ y: Tensor<T>, of f: (Tensor<S>, Tensor<T>) throws -> Tensor<R>
) rethrows -> (Tensor<S>, Tensor<T>) { try valueWithGradient(at: x, y, of: f).gradient }

/// The gradients of `f` with respect to all three arguments.
public func gradient<S: TensorFloatingPoint, T: TensorFloatingPoint, U: TensorFloatingPoint, R: TensorFloatingPoint>(
  at x: Tensor<S>, _ y: Tensor<T>, _ z: Tensor<U>, of f: (Tensor<S>, Tensor<T>, Tensor<U>) throws -> Tensor<R>
) rethrows -> (Tensor<S>, Tensor<T>, Tensor<U>) { try valueWithGradient(at: x, y, z, of: f).gradient }

/// The gradient of `f` at `model`, in the model's shape.
public func gradient<M: Module, R: TensorFloatingPoint>(at model: M, of f: (M) throws -> Tensor<R>) rethrows -> Gradient<M> {
  try valueWithGradient(at: model, of: f).gradient
}
