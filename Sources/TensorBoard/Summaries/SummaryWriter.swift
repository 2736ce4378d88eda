/// Writes what TensorBoard shows of one run: scalars, histograms, images, texts, hyperparameters and graphs.
///
///     let writer = try SummaryWriter(folder: "run/tensorboard/lenet/train")
///     try writer.scalar("loss", 0.25, step: 100)
///     try writer.histogram("conv1.filter", of: model.conv1.filter.readScalars(), step: 100)
///     try writer.flush()
///
/// `tensorboard --logdir run/tensorboard` shows every folder with event files below it as a run. Only the kind of a tag's first
/// value counts: a tag is a scalar, or a text, for the whole run.
public struct SummaryWriter: Sendable {
  let file: EventFileWriter

  /// The path of the event file.
  public var path: String { file.path }

  public init(_ file: EventFileWriter) { self.file = file }

  /// - Parameters:
  ///   - lastStep: where a run that goes on had come to; later values are removed, new ones are added to the same file.
  /// - Throws: `EventFileError`; `AtomicFileError` if the file cannot be cut back.
  public init(folder: String, resumingAfterStep lastStep: Int? = nil) throws {
    file = try EventFileWriter(folder: folder, resumingAfterStep: lastStep)
  }

  /// Writes a point of a curve; not-a-number and infinities are shown as such.
  public func scalar(_ tag: String, _ value: Float, step: Int) throws { try scalars([(tag, value)], step: step) }

  /// Writes points of several curves as one event.
  public func scalars(_ values: [(tag: String, value: Float)], step: Int) throws {
    try file.append(.summary(values.map { SummaryValue(tag: $0.tag, content: .scalar($0.value)) }), step: step)
  }

  /// Writes a text, which TensorBoard shows as Markdown.
  public func text(_ tag: String, _ text: String, step: Int) throws {
    try append(SummaryValue(tag: tag, content: .strings([Array(text.utf8)]), plugin: .init(name: "text")), step)
  }

  /// Writes what has come together to disk.
  public func flush() throws { try file.flush() }

  func append(_ value: SummaryValue, _ step: Int) throws { try file.append(.summary([value]), step: step) }
}
