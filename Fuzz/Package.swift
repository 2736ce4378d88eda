// swift-tools-version: 6.2
import PackageDescription

// Hostile bytes for everything that reads files. A package of its own: all of it, and what it depends on, is built with
// `--sanitize=fuzzer`, which no user of the library should have to do. `Fuzz/run` builds it, links it with libFuzzer, and runs it.
let package = Package(
  name: "fuzz",
  products: [.library(name: "Fuzz", type: .static, targets: ["Fuzz"])],
  dependencies: [.package(name: "Apus", path: "..")],
  targets: [
    .target(
      name: "Fuzz", dependencies: [.product(name: "Checkpoints", package: "Apus"), .product(name: "TensorBoard", package: "Apus")])
  ],
  swiftLanguageModes: [.v6])
