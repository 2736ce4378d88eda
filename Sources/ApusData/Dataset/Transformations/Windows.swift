extension Dataset {
  /// Arrays of `size` consecutive elements that overlap: each begins `shift` elements behind the one before.
  ///
  ///     print(try Dataset(0..<5).windows(of: 3).collected())                     // [[0, 1, 2], [1, 2, 3], [2, 3, 4]]
  ///     print(try Dataset(0..<7).windows(of: 2, shift: 3, stride: 2).collected())   // [[0, 2], [3, 5]]
  ///
  /// - Parameters:
  ///   - stride: how far apart the elements of a window lie.
  ///   - dropsRemainder: whether windows that the end cuts short are left out.
  public func windows(of size: Int, shift: Int = 1, stride: Int = 1, dropsRemainder: Bool = true) -> Dataset<[Element]> {
    guard size > 0, shift > 0, stride > 0 else {
      return Dataset<[Element]>(
        failingWith: Mistake.argument(
          function: "windows(of:shift:stride:)", problem: "size \(size), shift \(shift), stride \(stride)", hint: "all are at least 1"))
    }
    let shape = WindowShape(size: size, shift: shift, stride: stride, dropsRemainder: dropsRemainder)
    let length = length.map(shape.windowCount)
    let description = "\(description) → windows(of: \(size), shift: \(shift), stride: \(stride))"
    switch form {
    case .indexed(let all):
      return Dataset<[Element]>(
        .indexed(
          Indexed(length: length) { index, epoch in
            try shape.places(ofWindow: index).filter(all.length.contains).map { try all.element($0, epoch) }
          }.working(like: all)), description)
    case .streamed:
      return Dataset<[Element]>(.streamed(Streamed(length: length) { try WindowReader(self, $0, at: $1, shape) }), description)
    }
  }
}

private struct WindowShape: Sendable {
  let size: Int
  let shift: Int
  let stride: Int
  let dropsRemainder: Bool

  /// The number of elements from the first of a window to its last.
  var span: Int { (size - 1) * stride + 1 }

  func windowCount(_ count: Int) -> Int {
    dropsRemainder ? (count < span ? 0 : (count - span) / shift + 1) : (count + shift - 1) / shift
  }

  func places(ofWindow index: Int) -> [Int] { (0..<size).map { index * shift + $0 * stride } }
}

private final class WindowReader<Element: Sendable>: ElementReader {
  private let source: Rereader<Element>
  private let shape: WindowShape
  /// Of the window that is given next.
  private var index: Int
  private var held: [(number: Int, element: Element)]
  private var isAtEnd = false

  init(_ source: Dataset<Element>, _ reading: Reading, at place: Place?, _ shape: WindowShape) throws {
    index = try place?.numbers(of: "window", atLeast: 1, parts: 1)[0] ?? 0
    (self.source, held) = try Rereader.restored(source, reading, at: place?.parts[0])
    self.shape = shape
  }

  func next() throws -> [Element]? {
    let start = index * shape.shift
    while !isAtEnd, source.position < start + shape.span {
      let number = source.position
      guard let element = try source.next(oldest: held.first?.number) else {
        isAtEnd = true
        break
      }
      if number >= start { held.append((number, element)) }
    }
    let window = held.filter { ($0.number - start) % shape.stride == 0 && $0.number < start + shape.span }.map(\.element)
    guard shape.dropsRemainder ? window.count == shape.size : !window.isEmpty else { return nil }
    index += 1
    held.removeAll { $0.number < index * shape.shift }
    return window
  }

  var place: Place { Place("window", [index], [source.place(holding: held.map(\.number))]) }
}
