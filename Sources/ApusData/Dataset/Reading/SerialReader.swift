/// Transforms the elements of a stream one after the other: an `AheadReader` without threads.
final class SerialReader<Input: Sendable, Output: Sendable>: ElementReader {
  private let source: any ElementReader<Input>
  private let transform: NumberedTransform<Input, Output>
  private var position: Int

  init(
    _ source: Dataset<Input>, _ reading: Reading, at place: Place?, _ transform: @escaping NumberedTransform<Input, Output>
  ) throws {
    let numbers = try place?.numbers(of: "ahead", atLeast: 2, parts: 1) ?? [0, 0]
    guard numbers[0] <= numbers[1] else { throw PipelineError.malformedState(stage: "ahead") }
    self.source = try source.reader(reading, at: place?.parts[0])
    self.transform = transform
    try self.source.pass(numbers[1] - numbers[0])
    position = numbers[1]
  }

  func next() throws -> Output? {
    guard let element = try source.next() else { return nil }
    defer { position += 1 }
    return try transform(element, position)
  }

  var place: Place { Place("ahead", [position, position], [source.place]) }
}
