/// What a training loop prints.
public struct TrainingProgress: Sendable {
  enum Style { case automatic, plain, silent }
  let style: Style
  /// What a sample is called.
  let unit: String

  /// On a terminal one line for each epoch that moves while it trains; elsewhere one line when an epoch is done.
  public static let automatic = automatic(counting: "samples")
  /// One line when an epoch is done, without control codes.
  public static let plain = TrainingProgress(style: .plain, unit: "samples")
  /// Nothing.
  public static let silent = TrainingProgress(style: .silent, unit: "samples")

  /// As `automatic`, where samples go by another name: `.automatic(counting: "images")`.
  public static func automatic(counting unit: String) -> TrainingProgress { TrainingProgress(style: .automatic, unit: unit) }

  /// Who prints it, made anew for each run.
  var observer: (any TrainingObserver)? { style == .silent ? nil : ProgressPrinter(self) }
}
