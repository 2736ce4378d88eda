import CKernels
import Foundation

/// The machine's LAPACK, opened at the first decomposition on the device. It is never needed: without it decompositions are slower.
///
/// `APUS_LAPACK` names another library, or is `off`.
package struct LAPACK: Sendable {
  package let path: String
  private let single: CLapack
  private let double: CLapack

  package static let shared = LAPACK(candidates: candidates(ProcessInfo.processInfo.environment["APUS_LAPACK"]))

  /// The first library that can be opened and has every routine.
  init?(candidates: [String]) {
    for path in candidates {
      var single = CLapack(), double = CLapack()
      if clapack_open(path, &single, &double) != nil { continue }
      self.path = path
      self.single = single
      self.double = double
      return
    }
    return nil
  }

  /// What is looked for if the environment says `setting`.
  static func candidates(_ setting: String?) -> [String] {
    if let setting, !setting.isEmpty { return setting == "off" ? [] : [setting] }
    return [
      "libopenblas.so.0", "liblapack.so.3", "/System/Library/Frameworks/Accelerate.framework/Accelerate",
    ]
  }

  /// Calls `body` with the routines for `E`.
  func call<E: LAPACKElement>(_: E.Type, _ body: (UnsafePointer<CLapack>) -> Int32) -> Int32 {
    withUnsafePointer(to: E.self == Float.self ? single : double, body)
  }
}

// The routines are code, which nobody writes.
extension CLapack: @retroactive @unchecked Sendable {}

/// An element that LAPACK has routines for.
protocol LAPACKElement: FloatElement {}
extension Float: LAPACKElement {}
extension Double: LAPACKElement {}
