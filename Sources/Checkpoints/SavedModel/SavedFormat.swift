/// How the functions of a SavedModel are written.
public enum SavedFormat: Sendable {
  /// As StableHLO, one operation for each function: everything that Apus computes, for TensorFlow 2.15 and later and its converters to
  /// TFLite.
  case stableHLO
  /// In TensorFlow's own operations: networks of dense layers, convolutions, pools, normalisation and activations, for all versions of
  /// TensorFlow and for TensorFlow.js. Gradients pass through them there.
  case operations

  var description: String { self == .stableHLO ? "StableHLO" : "TensorFlow's operations" }
}
