import Foundation

/// A library that is opened when it is needed, so that programs that do not need it run without.
struct SystemLibrary: @unchecked Sendable {  // a handle that is never closed
  /// The one that was found.
  let name: String
  private let handle: UnsafeMutableRawPointer

  /// - Parameters:
  ///   - names: of the file, the best first.
  ///   - purpose: what it is needed for, in a sentence about the missing library.
  ///   - package: that has it in Debian and Ubuntu.
  init(_ names: [String], purpose: String, package: String) throws(PipelineError) {
    for name in names {
      if let handle = dlopen(name, RTLD_NOW | RTLD_LOCAL) {
        (self.name, self.handle) = (name, handle)
        return
      }
    }
    throw .file(
      names[0], problem: "\(purpose) need a library that is not installed", hint: "apt install \(package), or the like of your system")
  }

  /// - Parameter Function: its C type.
  func function<Function>(_ name: String, as _: Function.Type) throws(PipelineError) -> Function {
    guard let address = dlsym(handle, name) else {
      throw .file(name, problem: "an image library lacks a function", hint: "install a newer version")
    }
    // A C function pointer is its address.
    return unsafeBitCast(address, to: Function.self)
  }
}
