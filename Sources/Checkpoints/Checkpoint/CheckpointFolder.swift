import Foundation

/// A folder with the last few checkpoints of a run, as TensorFlow's `CheckpointManager` keeps it.
///
///     let folder = CheckpointFolder(path: "run/checkpoints", keep: 3)
///     try folder.save(Checkpoint(model: model, optimizer: optimizer, step: 500))   // run/checkpoints/ckpt-1
///     let (saved, skipped) = try folder.openNewest()
///
/// The file `checkpoint` says which is the last, so that `tf.train.latest_checkpoint` finds it. Files named `ckpt-…` belong to the
/// folder: those of checkpoints beyond `keep` are removed, and only after a later one is on disk. One writer at a time.
public struct CheckpointFolder: Sendable {
  public let path: String
  /// How many checkpoints stay; `nil` for all.
  public let keep: Int?
  /// What their names begin with, before a hyphen and a number.
  public let name: String
  package let fileSystem: FileSystem

  public init(path: String, keep: Int? = 5, name: String = "ckpt") { self.init(path: path, keep: keep, name: name, in: .system) }

  /// - Parameter fileSystem: for tests, which make its calls fail.
  package init(path: String, keep: Int?, name: String = "ckpt", in fileSystem: FileSystem) {
    (self.path, self.keep, self.name, self.fileSystem) = (path, keep.map { max(1, $0) }, name, fileSystem)
  }

  /// Saves a checkpoint under `number`, or under the next free one: none is written over, because a failure between its two files
  /// would cost it.
  ///
  /// - Returns: its path.
  /// - Throws: as `Checkpoint.save`; the checkpoints that were there are then still there.
  @discardableResult
  public func save(_ checkpoint: Checkpoint, number: Int? = nil) throws -> String {
    try save(checkpoint, number: number, keeping: nil)
  }

  /// - Parameter others: the paths of the checkpoints that stay beside this one; `nil` for the newest.
  @discardableResult
  package func save(_ checkpoint: Checkpoint, number: Int? = nil, keeping others: [String]?) throws -> String {
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    let before = savedNames
    let taken = before.compactMap(number(of:))
    let number = number.flatMap { taken.contains($0) ? nil : $0 } ?? (taken.max() ?? 0) + 1
    let saved = "\(name)-\(number)"
    try checkpoint.save(to: path + "/" + saved, count: number, in: fileSystem)
    let all = before + [saved]
    let kept = others.map { others in all.filter { $0 == saved || others.contains(path + "/" + $0) } } ?? all.suffix(keep ?? all.count)
    try CheckpointState(latest: saved, all: kept).write(to: statePath, in: fileSystem)
    if others != nil || keep != nil { removeAll(except: Set(kept)) }
    return path + "/" + saved
  }

  /// The paths of the checkpoints, the last one last; some may be damaged.
  public var paths: [String] { savedNames.map { path + "/" + $0 } }

  /// The path of the last checkpoint, `nil` if there is none; it may be damaged.
  public var latest: String? { savedNames.last.map { path + "/" + $0 } }

  /// Opens the last checkpoint whose every byte is right.
  ///
  /// - Returns: it, and what is wrong with the later ones.
  /// - Throws: `CheckpointFolderError.none` if there is none.
  public func openNewest() throws(CheckpointFolderError) -> (saved: SavedCheckpoint, skipped: [CheckpointFolderError.Damaged]) {
    try openNewest { _ in }
  }

  /// - Parameter check: throws what is wrong with files that belong to a checkpoint whose own bytes are right.
  package func openNewest(
    _ check: (SavedCheckpoint) throws -> Void
  ) throws(CheckpointFolderError) -> (saved: SavedCheckpoint, skipped: [CheckpointFolderError.Damaged]) {
    var skipped: [CheckpointFolderError.Damaged] = []
    for name in savedNames.reversed() {
      do {
        let saved = try SavedCheckpoint(path: path + "/" + name)
        try saved.verify()
        try check(saved)
        return (saved, skipped)
      } catch {
        skipped.append(.init(path: path + "/" + name, reason: "\(error)"))
      }
    }
    throw .none(folder: path, damaged: skipped)
  }

  private var statePath: String { path + "/checkpoint" }

  /// The checkpoints in the folder, the last one last: in the order of the file `checkpoint`, before it those that it does not name.
  private var savedNames: [String] {
    let files = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
    let present = files.filter { $0.hasSuffix(".index") }.map { String($0.dropLast(".index".count)) }.filter { number(of: $0) != nil }
    let ordered = (CheckpointState(readFrom: statePath)?.names ?? []).filter(present.contains)
    let others = present.filter { !ordered.contains($0) }.sorted { (number(of: $0) ?? 0) < (number(of: $1) ?? 0) }
    return others + ordered
  }

  private func number(of checkpoint: String) -> Int? {
    checkpoint.hasPrefix(name + "-") ? Int(checkpoint.dropFirst(name.count + 1)) : nil
  }

  /// Removes indices first: a checkpoint without an index is none. What cannot be removed is tried again at the next save.
  private func removeAll(except kept: Set<String>) {
    let files = ((try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []).sorted { a, _ in a.hasSuffix(".index") }
    for file in files {
      guard let end = file.range(of: ".index")?.lowerBound ?? file.range(of: ".data-")?.lowerBound else { continue }
      let checkpoint = String(file[..<end])
      guard number(of: checkpoint) != nil, !kept.contains(checkpoint) else { continue }
      try? fileSystem.remove(path + "/" + file)
    }
  }
}
