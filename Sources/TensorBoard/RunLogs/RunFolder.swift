import Foundation

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// Folders of runs, which sort by the time at which the runs began.
enum RunFolder {
  /// Makes a folder that no other run has.
  ///
  /// - Returns: its name: `20261121-135240`, by the clock on the wall, and `20261121-135240-2` for a second one in that second.
  /// - Throws: `EventFileError.unwritable`.
  static func make(in root: String, at time: Date = Date()) throws(EventFileError) -> String {
    do { try FileManager.default.createDirectory(atPath: root, withIntermediateDirectories: true) } catch {
      throw .unwritable(path: root, reason: error.localizedDescription)
    }
    var number = 1
    while true {
      let name = Self.name(of: time) + (number > 1 ? "-\(number)" : "")
      // Of several processes only one makes it.
      if mkdir(root + "/" + name, 0o777) == 0 { return name }
      guard errno == EEXIST else { throw .unwritable(path: root + "/" + name, reason: String(cString: strerror(errno))) }
      number += 1
    }
  }

  static func name(of time: Date, in zone: TimeZone = .current) -> String {
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = zone
    let parts = calendar.dateComponents([.year, .month, .day, .hour, .minute, .second], from: time)
    func padded(_ number: Int?, _ width: Int) -> String {
      let digits = "\(number ?? 0)"
      return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
    let day = padded(parts.year, 4) + padded(parts.month, 2) + padded(parts.day, 2)
    return day + "-" + padded(parts.hour, 2) + padded(parts.minute, 2) + padded(parts.second, 2)
  }
}
