import ApusCore

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// Tells of a batch size that cannot be meant, with the user's line.
func tellBatchSize(_ batchSize: Int, function: String) {
  tellStandardError("\(located(.batchSize(batchSize, function: function)))")
}

/// The mistake with the user's line.
func located(_ mistake: Mistake) -> any Error { Node.poisoned(mistake).diagnosis ?? mistake }

extension Mistake {
  static func batchSize(_ batchSize: Int, function: String) -> Mistake {
    .argument(function: function, problem: "batches of \(batchSize) cannot be made", hint: "a batch has at least one sample")
  }
}

/// For what has to be said where nothing can be thrown.
func tellStandardError(_ line: String) {
  let bytes = Array((line + "\n").utf8)
  _ = write(STDERR_FILENO, bytes, bytes.count)
}
