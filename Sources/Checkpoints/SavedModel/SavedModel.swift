/// A model with functions of it in TensorFlow's format.
public struct SavedModel {
  static let fileName = "saved_model.pb"
}
