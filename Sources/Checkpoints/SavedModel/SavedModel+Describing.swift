/// A function of a SavedModel in words: one way in which it can be called.
package struct DescribedFunction: Sendable {
  package let name: String
  /// As `image: float32 [?, 28, 28, 1]`.
  package let arguments: [String]
  /// In the same form.
  package let results: [String]
  /// Why it is not run here.
  package let obstacle: SavedModelError?
}

extension SavedModel {
  /// Every signature of every function, also of those that are not run here.
  package var describedFunctions: [DescribedFunction] {
    callables.sorted { $0.key < $1.key }.flatMap { name, signatures in
      signatures.map { signature in
        DescribedFunction(
          name: name, arguments: signature.arguments.map(\.text), results: signature.results.map(\.text),
          obstacle: obstacle(to: signature, of: name))
      }
    }
  }

  private func obstacle(to signature: CallableSignature, of name: String) -> SavedModelError? {
    do {
      try library.check(signature.function, called: name)
      return nil
    } catch let error as SavedModelError {
      return error
    } catch {
      return .malformedFunction(path: path, function: name, problem: "\(error)")
    }
  }
}
