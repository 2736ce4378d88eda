import Apus
import Datasets
import Foundation
import TrainingLoop

extension DoctorReport {
  mutating func examineCaches() {
    if let cache = DiskCache.standard {
      note("caches", "programs  \(cache.folder)  " + Self.size(of: cache.files.map(\.byteCount)))
    } else {
      note("caches", "programs  none: APUS_CACHE is off, or there is no home folder")
      lack("a cache for compiled programs: every process compiles anew", remedy: "unset APUS_CACHE", isSerious: false)
    }
    let datasets = DatasetLocator.defaultCache
    note("caches", "data sets  \(datasets)  " + Self.size(of: Self.byteCounts(under: datasets)))
  }

  mutating func examineDatasets() {
    note("data sets", "digits  part of the program, 1,797 images")
    examineMNIST()
    examineCIFAR10()
  }

  /// The archive is not read: unpacking it takes seconds.
  private mutating func examineCIFAR10() {
    let paths = try? DatasetLocator(mirrors: []).files(of: CIFAR10Files.source)
    note("data sets", "CIFAR-10  " + (paths?.first ?? "not on this machine; `apus train resnet-cifar10` downloads it"))
  }

  private mutating func examineMNIST() {
    let source = MNISTFiles.source
    do {
      let paths = try DatasetLocator(mirrors: []).files(of: source)
      let folder = paths.first.map { URL(fileURLWithPath: $0).deletingLastPathComponent().path } ?? ""
      let (training, test) = try MNISTFiles.load(from: DatasetLocator(mirrors: []))
      note("data sets", "MNIST  \(folder)  \(training.count.withThousands) training, \(test.count.withThousands) test images")
    } catch {
      guard case .missing(let missing) = error else {
        note("data sets", "MNIST  damaged")
        lack(oneLine("\(error)"), remedy: "delete the file; `apus train lenet-mnist` downloads it again", isSerious: true)
        return
      }
      note("data sets", "MNIST  not on this machine; looked in \(missing.places.map(\.directory).joined(separator: ", "))")
      lack(
        "MNIST: `apus train lenet-mnist` downloads it, or trains on the bundled digits where it cannot",
        remedy: "put \(missing.wanted.map(\.name).joined(separator: ", ")) into \(missing.destination)", isSerious: false)
    }
  }

  private static func size(of files: [Int]) -> String {
    "\(files.count) \(files.count == 1 ? "file" : "files"), \(NumberText.byteCount(files.reduce(0, +)))"
  }

  private static func byteCounts(under folder: String) -> [Int] {
    let names = FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []
    return names.compactMap { name in
      let attributes = try? FileManager.default.attributesOfItem(atPath: folder + "/" + name)
      guard attributes?[.type] as? FileAttributeType == .typeRegular else { return nil }
      return (attributes?[.size] as? NSNumber)?.intValue
    }
  }
}
