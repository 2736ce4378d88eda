import WireFormats

extension SummaryWriter {
  /// Says with which hyperparameters the run began: a row of the table of runs.
  ///
  ///     try writer.hyperparameters(["optimizer": "sgd", "learningRate": 0.1])
  public func hyperparameters(_ values: [String: HyperparameterValue], group: String = "") throws {
    var start = ProtobufWriter()
    for (name, value) in values.sorted(by: { $0.key < $1.key }) {
      start.message(1) { entry in
        entry.string(1, name)
        entry.message(2) { message in
          // `google.protobuf.Value`
          switch value {
          case .number(let number): message.double(2, number)
          case .text(let text): message.string(3, text)
          case .flag(let flag): message.integer(4, flag ? 1 : 0)
          }
        }
      }
    }
    if !group.isEmpty { start.string(4, group) }
    start.double(5, file.now)
    try appendHyperparameters("session_start_info", field: 3, start.bytes)
  }

  /// Says that the run is over.
  public func finishSession(isSuccess: Bool = true) throws {
    var end = ProtobufWriter()
    end.integer(1, isSuccess ? 1 : 2)
    end.double(2, file.now)
    try appendHyperparameters("session_end_info", field: 4, end.bytes)
    try flush()
  }

  /// Says, in the folder above all runs, which hyperparameters and which metrics the table of runs has as columns.
  ///
  /// - Parameters:
  ///   - hyperparameters: an example of each, for its type.
  ///   - metrics: the tags of scalars and the subfolders of a run where they are: `("train", "loss")`.
  public func experiment(hyperparameters: [String: HyperparameterValue], metrics: [(folder: String, tag: String)]) throws {
    var experiment = ProtobufWriter()
    experiment.double(3, file.now)
    for (name, value) in hyperparameters.sorted(by: { $0.key < $1.key }) {
      experiment.message(4) { info in
        info.string(1, name)
        switch value {
        case .text: info.integer(4, 1)
        case .flag: info.integer(4, 2)
        case .number: info.integer(4, 3)
        }
      }
    }
    for metric in metrics {
      experiment.message(5) { info in
        info.message(1) { name in
          if !metric.folder.isEmpty { name.string(1, metric.folder) }
          name.string(2, metric.tag)
        }
      }
    }
    try appendHyperparameters("experiment", field: 2, experiment.bytes)
  }

  /// The message `HParamsPluginData`, as what a value without numbers belongs to.
  private func appendHyperparameters(_ name: String, field: Int, _ message: [UInt8]) throws {
    var data = ProtobufWriter()
    data.block(field, message)
    try append(SummaryValue(tag: "_hparams_/" + name, content: .nothing, plugin: .init(name: "hparams", content: data.bytes)), 0)
  }
}
