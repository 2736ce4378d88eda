import Foundation

/// Folders that a command is told of.
enum Folder {
  static func exists(_ path: String) -> Bool {
    var isFolder: ObjCBool = false
    return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && isFolder.boolValue
  }

  /// Lets files pass: a data set may be an archive.
  static func require(_ path: String, option: String) throws {
    if !FileManager.default.fileExists(atPath: path) { throw CommandError.noFolder(path, option: option) }
  }

  static func create(_ path: String) throws {
    do { try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true) } catch {
      throw CommandError.cannotCreate(path, reason: error.localizedDescription)
    }
  }
}
