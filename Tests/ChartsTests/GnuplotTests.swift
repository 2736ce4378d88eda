import Foundation
import Testing

@testable import Charts

/// The program: missing, failing, endless.
struct GnuplotTests {
  private let chart = ChartGrid(Chart(.line([1, 2, 3])))

  @Test func withoutGnuplotCommandsAndDataAreKept() throws {
    try withTemporaryFolder { folder in
      let picture = folder + "/loss.png"
      #expect(throws: ChartError.gnuplotMissing(script: picture + ".gnuplot")) { try chart.save(picture, with: nil) }
      try #expect(names(in: folder) == ["loss.png.gnuplot"])
      try #expect(String(contentsOfFile: picture + ".gnuplot", encoding: .utf8) == chart.script(in: .png))
    }
    #expect(throws: ChartError.gnuplotMissing(script: nil)) {
      try chart.text(width: 40, height: 10, hasColors: false, with: nil)
    }
  }

  @Test func itIsLookedForInPath() throws {
    #expect(Gnuplot(environment: ["PATH": "/nowhere:/no-such-folder"]) == nil)
    #expect(Gnuplot(environment: [:]) == nil)
    try withStandIn("true") { gnuplot, folder in #expect(gnuplot.path == folder + "/gnuplot") }
  }

  @Test func itsFailureIsToldInItsWordsAndCommandsAreKept() throws {
    let commands = #"echo 'line 3: warning: x' >&2; echo '         ^' >&2; echo "\"$2\" line 4: undefined variable: y" >&2; exit 1"#
    try withStandIn(commands) { gnuplot, folder in
      let picture = folder + "/loss.svg"
      #expect(throws: ChartError.gnuplotFailed(reason: "line 4: undefined variable: y", script: picture + ".gnuplot")) {
        try chart.save(picture, with: gnuplot)
      }
      try #expect(names(in: folder) == ["gnuplot", "loss.svg.gnuplot"])
    }
    try withStandIn("exit 3") { gnuplot, _ in
      #expect(throws: ChartError.gnuplotFailed(reason: "status 3", script: nil)) { try gnuplot.output(of: "") }
    }
    try withStandIn("exit 0") { gnuplot, _ in
      #expect(throws: ChartError.gnuplotFailed(reason: "status 0", script: nil)) { try gnuplot.output(of: "") }
    }
  }

  @Test func aProgramThatDoesNotEndIsStopped() throws {
    try withStandIn("exec sleep 1000") { gnuplot, _ in
      #expect(throws: ChartError.gnuplotFailed(reason: "it did not end within 0 seconds", script: nil)) {
        try gnuplot.output(of: "", seconds: 0.1)
      }
    }
  }

  @Test func foldersOnTheWayToAPictureAreMade() throws {
    try withStandIn("echo picture") { gnuplot, folder in
      try chart.save(folder + "/run/first/loss.png", with: gnuplot)
      #expect(try String(contentsOfFile: folder + "/run/first/loss.png", encoding: .utf8) == "picture\n")
    }
  }

  @Test func aFolderThatCannotBeMadeIsNamed() throws {
    try withStandIn("echo picture") { gnuplot, folder in
      // A file stands where the folder should be.
      let path = folder + "/gnuplot/loss.png"
      let error = #expect(throws: ChartError.self) { try chart.save(path, with: gnuplot) }
      guard case .cannotWrite(path: path, _) = error else {
        Issue.record("\(String(describing: error))")
        return
      }
    }
  }

  @Test func aPictureReplacesAnOlderOne() throws {
    try withStandIn("echo newer") { gnuplot, folder in
      try Data("older and longer".utf8).write(to: URL(fileURLWithPath: folder + "/a.png"))
      try chart.save(folder + "/a.png", with: gnuplot)
      #expect(try String(contentsOfFile: folder + "/a.png", encoding: .utf8) == "newer\n")
      try #expect(names(in: folder) == ["a.png", "gnuplot"])
    }
  }
}
