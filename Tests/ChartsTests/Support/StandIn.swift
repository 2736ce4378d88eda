import Foundation
import Testing

@testable import Charts

/// A program of a few shell commands in the place of gnuplot.
@discardableResult func withStandIn<Result>(_ commands: String, _ body: (Gnuplot, String) throws -> Result) throws -> Result {
  try withTemporaryFolder { folder in
    try Data("#!/bin/sh\n\(commands)\n".utf8).write(to: URL(fileURLWithPath: folder + "/gnuplot"))
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: folder + "/gnuplot")
    return try body(#require(Gnuplot(environment: ["PATH": "/nowhere:\(folder)"])), folder)
  }
}
