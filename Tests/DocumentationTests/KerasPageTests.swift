import Apus
import Foundation
import Keras
import Testing

/// The code of docs/keras.md. `PageTests` holds the page to these lines; here they run.
@Suite struct KerasPageTests {
  @Test func thePageRuns() throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("apus-keras-page-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let x = Tensor<Float>(linearSpaceFrom: -2, to: 2, count: 201), y = x * x + 2 * x - 5
    do {
      // page: sequential
      let model = Model {
        Lambda { x in Tensor(stacking: [x, x * x], alongAxis: 1) }
        Dense(units: 1)
      }
      model.compile(optimizer: .sgd(learningRate: 0.01), loss: .meanSquaredError, metrics: ["mae"])
      let history = try model.fit(x, y, epochs: 20, validationSplit: 0.1, verbose: .silent)
      print(history["loss"].count, history["validationMae"].count)  // 20 20
      try model.summary()
      // end
      #expect(history["loss"].count == 20 && history["validationMae"].count == 20)

      // page: functional
      let words = Input(shape: [20], of: Int32.self), numbers = Input(shape: [3])
      let text = LSTM(units: 8)(Embedding(vocabularySize: 1000, embeddingSize: 16)(words))
      let joined = concatenate([text, numbers])
      print(joined.shape)  // [nil, 11]
      let classifier = Model(inputs: [words, numbers], outputs: Dense(units: 2)(Dense(units: 16, activation: relu)(joined)))
      // end
      #expect(joined.shape == [nil, 11])
      #expect(classifier.layerNames == ["embedding", "lstm", "concatenate", "dense", "dense_1"])

      // page: class
      final class Line: Module {
        let w = Variable<Float>(5), b = Variable<Float>(0)
        func callAsFunction(_ x: Tensor<Float>) -> Tensor<Float> { w.value * x + b.value }
      }
      let line = Model(Line())
      // end

      // page: training
      line.compile(optimizer: "adam", loss: "mse")
      try line.fit(
        x, y, epochs: 3, callbacks: [earlyStopping(on: .loss, patience: 3)], verbose: .silent,
        checkpoints: RunCheckpoints(in: folder + "/run"))
      try line.saveWeights(folder + "/my_checkpoint")  // files that TensorFlow reads
      print(try line.evaluate(x, y).loss, try line.predict(x).shape)
      // end
    }
  }
}
