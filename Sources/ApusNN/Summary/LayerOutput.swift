/// What a layer made of its input in one call.
package struct LayerOutput: Sendable {
  /// Where the layer lies in its model; empty for a layer without tensors.
  package let path: String
  /// Such as `Conv2D`.
  package let type: String
  package let output: AnyTensor
}

extension Module {
  /// The outputs of all calls of layers that the model makes for `input`, in the order in which they are ready. Nothing is computed
  /// until somebody reads them. The learning phase is the caller's.
  package func layerOutputs(for input: Input) -> [LayerOutput] {
    let observer = LayerObserver()
    let model = observer.marked(self)
    let context = Context.local.with(recorder: observer)
    _ = withContext(context) { model(input) }
    return observer.outputs
  }
}
