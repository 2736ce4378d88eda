import Foundation

/// Data that lies beside the package, in `../shared/data`, on machines that have it.
enum SharedData {
  static let mnist: String? = {
    // The package may be reached through links; what counts is where its files are.
    var package = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath()
    for _ in 0..<4 { package.deleteLastPathComponent() }
    let folder = package.deletingLastPathComponent().path + "/shared/data/mnist"
    return FileManager.default.fileExists(atPath: folder) ? folder : nil
  }()
}
