import ApusNN

enum Resizing: FunctionFamily {
  static let program = "resizing"

  static func fill<S: TensorFloatingPoint>(_ row: inout FunctionTable<S>) {
    for size in [(6, 7), (2, 3)] {
      let goal = "to \(size.0) x \(size.1)"
      for method in ResizeMethod.allCases {
        row("resize \(method) \(goal)") { resize(images: $0[0], size: size, method: method) }
        if method == .nearest { continue }
        row("resize \(method) antialias \(goal)") { resize(images: $0[0], size: size, method: method, antialias: true) }
      }
      row("resizeArea \(goal)") { resizeArea(images: $0[0], size: size) }
    }
  }
}
