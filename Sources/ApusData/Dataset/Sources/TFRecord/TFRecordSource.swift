import WireFormats

extension Dataset where Element == [UInt8] {
  /// The records of TFRecord files, file after file, as their bytes.
  ///
  /// Each file is gone through once to find its records; a record is read, and its checksum compared, when its turn comes.
  ///
  /// - Throws: `PipelineError.file` for a file that cannot be read, is cut off, or is none.
  public init(recordsOf paths: [String]) throws(PipelineError) {
    var places: [(file: TFRecordFile, index: Int)] = []
    for path in paths {
      let file = try TFRecordFile(path)
      places += (0..<file.count).map { (file, $0) }
    }
    let all = places
    self.init(
      .indexed(Indexed(length: .finite(all.count)) { index, _ in try all[index].file.record(all[index].index) }), "\(all.count) records")
  }
}

extension Dataset where Element == TFExample {
  /// The examples of TFRecord files, file after file.
  ///
  ///     let images = try Dataset(examplesOf: ["train-0.tfrecord", "train-1.tfrecord"])
  ///       .map { try decoded($0["image"]?.bytes?.first) }
  ///
  /// - Throws: as `Dataset(recordsOf:)`.
  public init(examplesOf paths: [String]) throws(PipelineError) {
    self = try Dataset<[UInt8]>(recordsOf: paths).transformed("TFExample") { record, _, _ in try TFExample(parsing: record) }
  }
}
