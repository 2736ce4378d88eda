// swift-tools-version: 6.2
import PackageDescription

// Storeys: each module imports downward only. docs/design.md says what each is for.
let package = Package(
  name: "Apus",
  products: [
    .library(name: "Apus", targets: ["Apus"]),
    .library(name: "TrainingLoop", targets: ["TrainingLoop"]),
    .library(name: "Keras", targets: ["Keras"]),
    .library(name: "Checkpoints", targets: ["Checkpoints"]),
    .library(name: "Charts", targets: ["Charts"]),
    .library(name: "TensorBoard", targets: ["TensorBoard"]),
    .library(name: "Datasets", targets: ["Datasets"]),
    .library(name: "ImageClassificationModels", targets: ["ImageClassificationModels"]),
    .executable(name: "apus", targets: ["ApusCommand"]),
    .plugin(name: "InstallPlugin", targets: ["InstallPlugin"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.0"),
    .package(url: "https://github.com/apple/swift-numerics", from: "1.1.0"),
    .package(url: "https://github.com/swiftlang/swift-docc-plugin", from: "1.4.0"),
  ],
  targets: [
    .target(name: "CPJRT", linkerSettings: [.linkedLibrary("dl", .when(platforms: [.linux]))]),
    .target(name: "WireFormats"),
    .target(name: "Archives", dependencies: ["CZlib", "WireFormats"]),
    .target(name: "PJRT", dependencies: ["CPJRT", "WireFormats"]),
    .target(name: "CKernels", dependencies: ["CPJRT"], linkerSettings: [.linkedLibrary("dl", .when(platforms: [.linux]))]),
    .target(name: "CGraphLock"),
    .target(
      name: "ApusGraph",
      dependencies: [
        "CGraphLock", "CKernels", "PJRT",
        .product(name: "Crypto", package: "swift-crypto"), .product(name: "RealModule", package: "swift-numerics"),
      ]),
    .target(name: "ApusCore", dependencies: ["ApusGraph"]),
    .target(name: "ApusNN", dependencies: ["ApusCore"]),
    .target(name: "ApusData", dependencies: ["ApusCore", "WireFormats"]),
    .target(name: "Apus", dependencies: ["ApusCore", "ApusData", "ApusNN"]),
    .target(name: "Checkpoints", dependencies: ["Apus", "Archives", "WireFormats"]),
    .target(name: "TrainingLoop", dependencies: ["Apus", "Charts", "Checkpoints"]),
    .target(name: "Keras", dependencies: ["Checkpoints", "TrainingLoop"]),
    .target(name: "TensorBoard", dependencies: ["CZlib", "TrainingLoop", "WireFormats"]),
    .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
    .target(
      name: "Datasets",
      dependencies: ["Apus", "Archives", .product(name: "Crypto", package: "swift-crypto")],
      exclude: ["Resources/README.md"],
      resources: [.embedInCode("Resources/digits.csv.gz")]),
    .target(name: "ImageClassificationModels", dependencies: ["Apus"]),
    .target(name: "Charts"),
    .executableTarget(
      name: "ApusCommand",
      dependencies: [
        "Apus", "Charts", "Checkpoints", "Datasets", "ImageClassificationModels", "PJRT", "TensorBoard", "TrainingLoop",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]),

    .executableTarget(name: "BasicTrainingLoop", dependencies: ["Apus", "Charts"], path: "Examples/BasicTrainingLoop"),
    .executableTarget(
      name: "GettingStarted", dependencies: ["Apus", "Charts", "Checkpoints", "Datasets", "TrainingLoop"], path: "Examples/GettingStarted"),
    .executableTarget(name: "LinearRegression", dependencies: ["Apus", "Charts"], path: "Examples/LinearRegression"),
    .executableTarget(
      name: "BasicTrainingLoopKeras", dependencies: ["Apus", "Charts", "Keras"], path: "Examples/BasicTrainingLoopKeras"),
    .executableTarget(name: "QuadraticModel", dependencies: ["Apus", "Charts", "Keras"], path: "Examples/QuadraticModel"),
    .executableTarget(
      name: "ResNetCIFAR10", dependencies: ["Apus", "Datasets", "ImageClassificationModels", "TrainingLoop"],
      path: "Examples/ResNetCIFAR10"),
    .executableTarget(name: "TensorBasics", dependencies: ["Apus"], path: "Examples/TensorBasics"),

    .plugin(
      name: "InstallPlugin",
      capability: .command(
        intent: .custom(verb: "apus-install-plugin", description: "Installs the XLA plugin that Apus computes with."))),

    .target(name: "ApusTesting", dependencies: ["ApusGraph"]),
    .target(name: "CPJRTTestKernels", dependencies: ["CPJRT"], path: "Tests/CPJRTTestKernels"),
    .testTarget(name: "WireFormatsTests", dependencies: ["ApusTesting", "WireFormats"]),
    .testTarget(name: "ArchivesTests", dependencies: ["Archives"]),
    .testTarget(name: "PJRTTests", dependencies: ["PJRT", "CPJRTTestKernels"]),
    .testTarget(name: "ApusGraphTests", dependencies: ["ApusGraph", "ApusTesting", "CPJRTTestKernels", "PJRT"]),
    .testTarget(name: "ApusCoreTests", dependencies: ["ApusCore", "ApusTesting"]),
    .testTarget(name: "ApusNNTests", dependencies: ["ApusNN", "ApusTesting"]),
    .testTarget(name: "ReferenceTests", dependencies: ["ApusNN", "ApusTesting"]),
    .testTarget(
      name: "GuideTests",
      dependencies: [
        "Apus", "BasicTrainingLoop", "BasicTrainingLoopKeras", "Charts", "GettingStarted", "LinearRegression", "QuadraticModel",
        "ResNetCIFAR10",
        "TensorBasics",
      ],
      exclude: ["Fixtures"]),
    .testTarget(name: "ApusDataTests", dependencies: ["ApusData", "ApusTesting"], exclude: ["Fixtures"]),
    .executableTarget(
      name: "InterruptedTraining", dependencies: ["Apus", "Checkpoints", "TensorBoard", "TrainingLoop"], path: "Tests/InterruptedTraining"),
    .executableTarget(name: "MeasuredTraining", dependencies: ["Apus", "TrainingLoop"], path: "Tests/MeasuredTraining"),
    .testTarget(
      name: "TrainingLoopTests",
      dependencies: [
        "Apus", "Charts", "Checkpoints", "InterruptedTraining", "MeasuredTraining", "PJRT", "TensorBoard", "TrainingLoop",
      ]),
    .testTarget(name: "ApusCommandTests", dependencies: ["ApusCommand", "Checkpoints", "ImageClassificationModels", "TensorBoard"]),
    .testTarget(name: "DatasetsTests", dependencies: ["CZlib", "Datasets"], exclude: ["Fixtures"]),
    .testTarget(name: "ChartsTests", dependencies: ["Charts"]),
    .testTarget(name: "ImageClassificationModelsTests", dependencies: ["ApusTesting", "ImageClassificationModels"]),
    .testTarget(name: "CheckpointsTests", dependencies: ["ApusTesting", "Checkpoints", "WireFormats"], exclude: ["Fixtures"]),
    .testTarget(name: "TensorBoardTests", dependencies: ["ApusTesting", "CZlib", "PJRT", "TensorBoard", "TrainingLoop", "WireFormats"]),
    .testTarget(name: "KerasTests", dependencies: ["ApusTesting", "Checkpoints", "Keras"]),
    .testTarget(name: "RenderingTests", dependencies: ["ApusCommand", "TrainingLoop"]),
    .testTarget(name: "DocumentationTests", dependencies: ["Apus", "Checkpoints", "Keras", "PJRT", "TrainingLoop"]),
  ],
  swiftLanguageModes: [.v6])
