@testable import Charts

/// The end of the chart's script: the data blocks and the `plot` command, one line each, without what all charts share.
func plotCommands(_ chart: Chart) throws -> [String] {
  let script = try chart.script()
  return Array(script.drop { !$0.hasPrefix("$data") }).flatMap {
    $0.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  }
}
