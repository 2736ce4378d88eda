/// What is wrong with a file of NumPy's, or with what should be written into one.
public enum NumPyError: Error, Hashable, Sendable {
  /// The file cannot be opened or mapped.
  case unreadable(path: String, reason: String)
  /// The file is neither an array nor an archive of arrays.
  case notNumPy(path: String)
  /// The archive is damaged, or packed in a way that is not read.
  case archive(path: String, problem: String)
  /// The header of an array is not what the format asks for.
  case malformedHeader(path: String, array: String, problem: String)
  /// The elements are Python objects or records, not numbers.
  case unsupportedType(path: String, array: String, type: String)
  /// The array has another number of bytes than its type and shape need.
  case wrongByteCount(path: String, array: String, shape: [Int], needed: Int?, found: Int)
  /// The file, whose arrays are `names`, has none called `name`.
  case missingArray(path: String, name: String, names: [String])

  /// Two arrays to be written have one name.
  case duplicateName(path: String, name: String)
  /// An array cannot be packed for want of memory.
  case outOfMemory(path: String, array: String)
}

extension NumPyError: CustomStringConvertible {
  /// The error as a text of a few lines: what is wrong, where, and what to do.
  public var description: String {
    switch self {
    case .unreadable(let path, let reason): text("a file of NumPy's cannot be opened", path, ["why": reason])
    case .notNumPy(let path):
      text("a file is no array of NumPy's", path, ["needed": "a file that numpy.save or numpy.savez has written"])
    case .archive(let path, let problem):
      text("an archive of arrays cannot be read", path, ["found": problem, "hint": "get the file again, or save it again by numpy.savez"])
    case .malformedHeader(let path, let array, let problem):
      text("the header of an array is malformed", path, ["array": array, "found": problem])
    case .unsupportedType(let path, let array, let type):
      text(
        "an array has elements that are no numbers", path,
        [
          "array": array, "found": type,
          "hint": "save arrays of numbers: Python objects are never unpacked here, for they can run programs",
        ])
    case .wrongByteCount(let path, let array, let shape, let needed, let found):
      text(
        "the bytes of an array do not fit its shape", path,
        [
          "array": "\(array)   (\(shape))", "found": "\(found) bytes",
          "needed": needed.map { "\($0) bytes" } ?? "a shape that an array can have",
        ])
    case .missingArray(let path, let name, let names):
      text("a file has no such array", path, ["wanted": name, "found": ErrorText.list(names, "arrays")])
    case .duplicateName(let path, let name):
      text("two arrays to be saved have the same name", path, ["array": name, "hint": "rename one of them"])
    case .outOfMemory(let path, let array): text("there is no memory to pack an array in", path, ["array": array])
    }
  }

  private func text(_ title: String, _ path: String, _ lines: KeyValuePairs<String, String>) -> String {
    ErrorText.text(title, [("file", path)] + lines.map { ($0.key, $0.value) })
  }
}
