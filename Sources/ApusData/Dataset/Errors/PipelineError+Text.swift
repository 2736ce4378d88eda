import Foundation

extension PipelineError: CustomStringConvertible, LocalizedError {
  /// What was wrong, where, and what to do.
  public var description: String {
    switch self {
    case .transformation(let name, let index, let epoch, let reason):
      "Apus: `\(name)` of a dataset failed\n  element  \(index), counted from 0, in epoch \(epoch)\n  reason   "
        + "\(reason)".replacingOccurrences(of: "\n", with: "\n           ")
    case .endless(let pipeline):
      "Apus: a dataset has no end\n  dataset  \(pipeline)\n  hint     take a part of it with `prefix`"
    case .unknownCount(let pipeline):
      "Apus: a training run needs to know how many batches an epoch has\n  dataset  \(pipeline)\n"
        + "  hint     say it with `assertingCount`, find it with `counted`, or take `repeated().prefix(…)`"
    case .wrongCount(let expected, let found):
      "Apus: a dataset does not have as many elements as was said\n  said   \(expected)\n  found  \(found < expected ? "\(found)" : "more")"
    case .otherPipeline(let expected, let found):
      "Apus: a state is of another dataset\n  expected  the place of “\(expected)”\n  found     that of “\(found)”\n"
        + "  hint      build the pipeline as it was when the state was saved"
    case .malformedState(let stage):
      "Apus: the state of a dataset is damaged\n  at    “\(stage)”\n  hint  start the epoch anew"
    case .resumedOtherwise(let pipeline, let epoch, let position, let element, let problem):
      "Apus: an iteration that goes on from a state gives other elements\n  dataset  \(pipeline)\n"
        + "  saved    in epoch \(epoch), before element \(position)\n  differs  at element \(element): \(problem)\n"
        + "  hint     functions must depend on their element alone; `map(seed:)` gives random numbers that can be had again"
    case .file(let path, let problem, let hint):
      "Apus: \(problem)\n  file  \(path)" + (hint.isEmpty ? "" : "\n  hint  \(hint)")
    }
  }

  /// The same text, for programs that print `localizedDescription`.
  public var errorDescription: String? { description }
}
