import PJRT
import Synchronization

/// A program of the cache, in the form in which it runs.
///
/// Constants are baked in when a structure is first seen. When it comes back with others, the program is made once more with its
/// constants as inputs, and stays so.
final class CachedProgram: Sendable {
  /// The program and how it runs: `constants` is `nil` if they are inputs.
  final class Form: Sendable {
    let program: Program
    let constants: [UInt64]?
    let work: Work
    let outputTypes: [TensorType]

    enum Work {
      case host(HostProgram)
      /// - Parameter donors: the inputs whose memory an output may take.
      case device(Executable, donors: [(input: Int, output: Int)])
    }

    init(_ program: Program, constants: [UInt64]?, _ work: Work) {
      self.program = program
      self.constants = constants
      self.work = work
      outputTypes = program.outputTypes
    }
  }

  private let form = Mutex<Form?>(nil)
  private let digest = Mutex<String?>(nil)

  /// The SHA-256 of the program's text with constants as inputs, which all programs of this structure have; in this and in other
  /// processes. `nil` for one that cannot be written as text.
  func digest(of linear: Linearization) -> String? {
    digest.withLock { digest in
      if let digest { return digest }
      guard let text = try? linear.program.promotingConstants().stableHLO() else { return nil }
      var content = ContentDigest()
      content.add(text)
      digest = content.text
      return digest
    }
  }

  /// The form that fits `constants`, made by `make` if there is none.
  func form(for constants: [UInt64], make: (ExecutionReport.CompilationReason) throws -> Form) throws -> (Form, isNew: Bool) {
    try form.withLock { form in
      if let known = form, known.constants == nil || known.constants == constants { return (known, false) }
      let made = try make(form == nil ? .firstUse : .changedConstants)
      form = made
      return (made, true)
    }
  }
}
