import Foundation

/// Data that lies beside the package, in `../shared/data`, on machines that have it.
enum SharedData {
  static let mnist = path("mnist")
  static let cifar10 = path("cifar-10-binary.tar.gz")

  private static func path(_ name: String) -> String? {
    // The package may be reached through links; what counts is where its files are.
    var package = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath()
    for _ in 0..<4 { package.deleteLastPathComponent() }
    let path = package.deletingLastPathComponent().path + "/shared/data/\(name)"
    return FileManager.default.fileExists(atPath: path) ? path : nil
  }
}
