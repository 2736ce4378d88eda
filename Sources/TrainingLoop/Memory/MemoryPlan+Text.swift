extension MemoryPlan: CustomStringConvertible {
  /// The parts that are there, with their names, in the order in which they are added up.
  package var parts: [(name: String, bytes: Int)] {
    let all = [
      ("parameters", parameterBytes), ("optimizer", optimizerBytes), ("state", stateBytes), ("batch", batchBytes),
      ("activations", activationBytes), ("new values", resultBytes),
    ]
    return all.filter { $0.1 > 0 }
  }

  /// One line.
  public var description: String {
    let available = availableBytes.map { " of \(NumberText.byteCount($0)) available" } ?? ""
    return "Memory: " + (partTexts + ["peak " + NumberText.byteCount(peakBytes) + available]).joined(separator: " · ")
  }

  private var partTexts: [String] { parts.map { "\($0.name) \(NumberText.byteCount($0.bytes))" } }

  /// Why a step was not run, and what would help.
  var refusal: String {
    let batch =
      switch estimatedLargestBatch {
      case nil: "smaller batches"
      case 0?: "the batch is not what takes the memory: a smaller model, or an optimizer that keeps less"
      case let count?: "batches of about \(count) \(count == 1 ? "sample" : "samples") instead of \(sampleCount), an estimate"
      }
    return """
      Apus: a training step does not fit the memory; nothing was changed
        needs  \(NumberText.byteCount(peakBytes)): \(partTexts.joined(separator: ", "))
        there  \(availableBytes.map(NumberText.byteCount) ?? "unknown")
        hint   \(batch)
        hint   recomputed { … } around blocks of layers: their activations are computed once more instead of kept
        hint   withPrecision(.mixedBFloat16): operands of matrix products take half (a GPT step's activations 15 % less)
      """
  }
}
