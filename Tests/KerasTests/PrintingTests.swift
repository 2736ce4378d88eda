import Synchronization
import Testing

@testable import Keras

/// What `fit` prints.
@Suite struct PrintingTests {
  @Test func aBarFillsAndEndsWithTheTimeOfAStep() {
    func bar(_ step: Int, _ count: Int, _ seconds: Double, _ loss: Float = 10.29976) -> String {
      ProgressBarText(step: step, stepCount: count, seconds: seconds, values: [("loss", loss)]).bar
    }
    #expect(bar(1, 1, 0.004) == "1/1 [==============================] - 0s 4ms/step - loss: 10.2998")
    #expect(bar(3, 7, 0.3) == "3/7 [===========>..................] - ETA: 0s - loss: 10.2998")
    #expect(bar(3, 100, 60) == "  3/100 [..............................] - ETA: 32:20 - loss: 10.2998")
    #expect(bar(1, 10_000, 1) == "    1/10000 [..............................] - ETA: 2:46:39 - loss: 10.2998")
    #expect(bar(7, 7, 14, 0.00012) == "7/7 [==============================] - 14s 2s/step - loss: 1.2000e-04")
    #expect(bar(7, 7, 0.0007, .nan) == "7/7 [==============================] - 0s 100us/step - loss: nan")
    #expect(bar(0, 0, 0) == "0/0 [..............................] - 0s 0s/step - loss: 10.2998")
  }

  @Test func oneLineHasTheTimesAtItsEnd() {
    let text = ProgressBarText(step: 7, stepCount: 7, seconds: 0.014, values: [("loss", 1), ("val_loss", 2)])
    #expect(text.line == "7/7 - 0s - loss: 1.0000 - val_loss: 2.0000 - 14ms/epoch - 2ms/step")
  }

  /// Times are replaced by a dot, and losses by an x.
  private func printed(isBar: Bool, leastMemory: Int = 1_000_000) throws -> [String] {
    let output = Output()
    let model = Parabola.model()
    model.compile(optimizer: .sgd(), loss: .meanSquaredError)
    let lines = ProgressLines(.fit, isBar: isBar, terminal: nil, leastMemory: leastMemory) { output.append($0) }
    try model.fit(Parabola.x, Parabola.y(seed: 1), epochs: 2, validationSplit: 0.5, observers: [lines], verbose: .silent)
    return output.text.split(separator: "\n").map { line in
      if line.hasPrefix("Memory: parameters 12 bytes ·") { return "Memory" }
      return String(line).replacing(/\d+(us|ms|s)/, with: "·").replacing(/\d+\.\d{4}/, with: "x")
    }
  }

  @Test func fitPrintsKerasLines() throws {
    let bar = "4/4 [==============================] - · ·/step - loss: x - val_loss: x"
    #expect(try printed(isBar: true) == ["Epoch 1/2", bar, "Epoch 2/2", bar])
    let line = "4/4 - · - loss: x - val_loss: x - ·/epoch - ·/step"
    #expect(try printed(isBar: false) == ["Epoch 1/2", line, "Epoch 2/2", line])
  }

  @Test func aStepOfSomeSizeIsToldOfFirst() throws {
    let lines = try printed(isBar: false, leastMemory: 100)
    #expect(lines.first == "Memory" && lines.dropFirst().first == "Epoch 1/2" && lines.count == 5)
  }

  @Test func theSummaryIsKeras() throws {
    let model = Model {
      Conv2D(filters: 4, kernelSize: 3)
      BatchNorm()
      Flatten()
      Dense(units: 10)
    }
    try model.build(inputShape: [1, 8, 8, 1])
    let expected = """
      Model: "sequential"
      _________________________________________________________________
       Layer (type)                Output Shape              Param #
      =================================================================
       conv2d (Conv2D)             (None, 6, 6, 4)           40
       batch_norm (BatchNorm)      (None, 6, 6, 4)           16
       flatten (Flatten)           (None, 144)               0
       dense (Dense)               (None, 10)                1450
      =================================================================
      Total params: 1,506
      Trainable params: 1,498
      Non-trainable params: 8
      _________________________________________________________________
      """
    #expect(try model.summaryLines().joined(separator: "\n") == expected)
  }

  @Test func theSummaryOfAGraphHasItsConnections() throws {
    let a = Input(shape: [8]), b = Input(shape: [3])
    let model = Model(inputs: [a, b], outputs: Dense(units: 1)(concatenate([a, b])))
    let lines = try model.summaryLines()
    #expect(lines[4].hasPrefix(" input_1 (InputLayer)            [(None, 8)]"))
    #expect(lines[6].contains(" concatenate (Concatenate)       (None, 11)"))
    #expect(lines[6].hasSuffix("input_1, input_2"))
    #expect(lines[7].contains(" 12 "))
  }

  private final class Output: Sendable {
    private let content = Mutex("")
    var text: String { content.withLock { $0 } }
    func append(_ text: String) { content.withLock { $0 += text } }
  }
}
