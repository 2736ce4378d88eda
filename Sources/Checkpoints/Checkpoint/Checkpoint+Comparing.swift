extension Checkpoint {
  /// A tensor that is not the same in two checkpoints.
  package struct Difference: Hashable, Sendable {
    /// As `model/dense/weight`.
    package let name: String
    /// How many of its elements differ; `nil` where the other checkpoint has no tensor of this type and shape under the name.
    package let elementCount: Int?
  }

  /// The first tensor whose bytes a saved checkpoint does not have.
  ///
  /// - Parameter isCompared: which names count.
  /// - Throws: why a tensor could not be computed; `TensorBundleError` for damage.
  package func firstDifference(from saved: SavedCheckpoint, where isCompared: (_ name: String) -> Bool) throws -> Difference? {
    for (path, value) in values {
      guard case .tensor(let tensor) = value, isCompared(path.names.joined(separator: "/")) else { continue }
      let name = path.names.joined(separator: "/")
      let array = try engine.read(tensor.node)
      guard let entry = saved.bundle.entry(named: path.key), entry.tensorType == array.type else {
        return Difference(name: name, elementCount: nil)
      }
      let count = try saved.bundle.withBytes(of: path.key) { Self.differingElements(array, $0) }
      if count > 0 { return Difference(name: name, elementCount: count) }
    }
    return nil
  }

  private static func differingElements(_ array: HostArray, _ bytes: UnsafeRawBufferPointer) -> Int {
    withExtendedLifetime(array) {
      let own = UnsafeRawBufferPointer(start: array.pointer, count: array.type.byteCount)
      if own.elementsEqual(bytes) { return 0 }
      let width = max(array.type.dtype.byteWidth, 1)
      return stride(from: 0, to: own.count, by: width).count { start in
        !own[start..<start + width].elementsEqual(bytes[start..<start + width])
      }
    }
  }
}
