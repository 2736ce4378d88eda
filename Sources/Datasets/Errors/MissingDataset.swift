/// A data set that was found nowhere: the places that were searched, what became of the download, and what would help.
public struct MissingDataset: Equatable, Sendable {
  /// Why a folder was searched.
  public enum Reason: Equatable, Sendable {
    /// The program named it.
    case named
    /// The environment variable `APUS_DATASETS` names it, or the folder above it.
    case environment
    /// Downloads are kept there.
    case cache
  }

  /// A folder that was searched, and the files that it lacks.
  public struct Place: Equatable, Sendable {
    public let directory: String
    public let reason: Reason
    public let lacking: [DatasetFile]
  }

  /// An address that was tried, and what went wrong.
  public struct Attempt: Equatable, Sendable {
    public let address: String
    public let failure: DownloadFailure
  }

  /// The data set's name, such as `MNIST`.
  public let title: String
  /// In the order of the search.
  public let places: [Place]
  /// In the order of the attempts; empty if downloading was not allowed.
  public let attempts: [Attempt]
  /// The folder that the missing files should be put into.
  public let destination: String
  /// The files that `destination` lacks.
  public let wanted: [DatasetFile]
  /// The lists of files any of which would do as well.
  public var unpacked: [[String]] = []
}
