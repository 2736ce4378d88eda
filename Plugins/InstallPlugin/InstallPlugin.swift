import Foundation
import PackagePlugin

/// `swift package apus-install-plugin`: installs the XLA plugin for every package of this user, in `~/.cache/apus/plugin`.
///
/// Takes the arguments of `Scripts/install-plugin`, which does the work.
@main
struct InstallPlugin: CommandPlugin {
  func performCommand(context: PluginContext, arguments: [String]) throws {
    // The context names the package that the command is given in; the script lies in Apus, beside this source.
    let apus = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    let process = Process()
    process.executableURL = apus.appending(path: "Scripts/install-plugin")
    process.arguments = ["--user"] + arguments
    try process.run()
    process.waitUntilExit()
    if process.terminationStatus != 0 { Diagnostics.error("the XLA plugin is not installed") }
  }
}
