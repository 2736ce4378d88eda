// swift-tools-version: 6.2
import PackageDescription

// Apus as a benchmark worker: Benchmarks/README.md says what it reads and answers. A package of its own, so that it sees only what
// users see.
let package = Package(
  name: "benchmark-worker",
  products: [
    .executable(name: "apus-benchmark-worker", targets: ["BenchmarkWorker"]),
    .executable(name: "weights-loading", targets: ["WeightsLoading"]),
  ],
  dependencies: [.package(name: "Apus", path: "../..")],
  targets: [
    .executableTarget(
      name: "BenchmarkWorker",
      dependencies: [
        .product(name: "Apus", package: "Apus"), .product(name: "Datasets", package: "Apus"),
        .product(name: "ImageClassificationModels", package: "Apus"), .product(name: "Keras", package: "Apus"),
      ]),
    .executableTarget(
      name: "WeightsLoading", dependencies: [.product(name: "Apus", package: "Apus"), .product(name: "Checkpoints", package: "Apus")]),
  ],
  swiftLanguageModes: [.v6])
