import Apus

/// The SHA-256 of training data as it was read: of the batches of the first epoch, each after those before.
///
/// Later epochs have the same samples in another order, which the seed tells; to take them too would cost what it cannot add. Each
/// batch is hashed on the thread that makes it (LeNet on MNIST: 0.2 ms for a batch of 0.4 MB, beside steps of 10 ms).
struct DataDigest: Hashable, Sendable {
  /// 64 hexadecimal digits.
  private(set) var text = ""
  /// The batches that it is of.
  private(set) var batchCount = 0

  init() {}
  init(text: String, batchCount: Int) { (self.text, self.batchCount) = (text, batchCount) }

  /// Takes up the digest of the next batch.
  mutating func add(_ batch: String) {
    var content = ContentDigest()
    content.add(text + batch)
    (text, batchCount) = (content.text, batchCount + 1)
  }

  /// That of one batch: of types and elements of its tensors. What the host does not have, because a device is to compute it, counts by
  /// its type alone.
  static func ofBatch<Input, Target>(_ batch: LabeledData<Input, Target>) -> String {
    var content = ContentDigest()
    for tensor in tensors(of: batch.data) + tensors(of: batch.label) {
      if let array = tensor.node.hostArray { content.add(array) } else { content.add("\(tensor.node.type)") }
    }
    return content.text
  }
}
