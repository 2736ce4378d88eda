import CKernels
import Foundation

/// The machine's oneDNN, opened when the first convolution or product is compiled. It is never needed: without it XLA
/// computes them by itself.
///
/// `APUS_ONEDNN` names another library, or is `off`.
package struct OneDNN: Sendable {
  package let path: String
  /// Such as "2.6.3".
  package let version: String

  package static let shared = OneDNN(candidates: candidates(ProcessInfo.processInfo.environment["APUS_ONEDNN"]))

  /// The first library that can be opened and has every function; a process opens one.
  init?(candidates: [String]) {
    guard let path = candidates.first(where: { cconvolution_open($0) == nil }) else { return nil }
    self.path = path
    var text = [CChar](repeating: 0, count: 32)
    cconvolution_version(&text, Int32(text.count))
    version = text.withUnsafeBufferPointer { String(decoding: $0.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self) }
  }

  /// What is looked for if the environment says `setting`.
  static func candidates(_ setting: String?) -> [String] {
    if let setting, !setting.isEmpty { return setting == "off" ? [] : [setting] }
    return ["libdnnl.so.3", "libdnnl.so.2"]
  }
}
