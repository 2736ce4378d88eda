import Apus
import Checkpoints

/// Saves a checkpoint anew with one element of one tensor changed: whole, with the right checksums, and of another run.
func changeElement(of name: String, in path: String) throws {
  let saved = try SavedCheckpoint(path: path)
  var checkpoint = Checkpoint()
  for entry in saved.names where entry != "save_counter" {
    if let texts = try? saved.texts(entry) {
      checkpoint.add(texts: texts, as: entry)
    } else if entry == name, let tensor = try saved.tensor(entry).typed(Float.self) {
      var scalars = try tensor.readScalars()
      scalars[0] += 0.5
      try checkpoint.add(AnyTensor(Tensor<Float>(shape: tensor.shape, scalars: scalars)), as: entry)
    } else {
      try checkpoint.add(saved.tensor(entry), as: entry)
    }
  }
  try checkpoint.save(to: path)
}
