import Apus
import Charts
import Foundation
import PJRT

extension DoctorReport {
  mutating func examineSystem() {
    note("Apus", apusVersion)
    note("system", ProcessInfo.processInfo.operatingSystemVersionString)
    note("threads", "\(ProcessInfo.processInfo.activeProcessorCount)")
  }

  mutating func examinePlugin() {
    do {
      let location = try Plugin.locate()
      note("plugin", "\(location.path)  (found by: \(location.source))")
      let client = try DeviceRuntime.shared.client()
      let version = client.plugin.apiVersion
      note("interface", "PJRT \(version.major).\(version.minor)")
      note("platform", "\(client.platformName), \(oneLine(client.platformVersion))")
      for (name, value) in client.plugin.attributes.sorted(by: { $0.key < $1.key }) { note("attributes", "\(name) = \(oneLine(value))") }
      for device in client.devices { note("devices", "\(device.index): \(device.name), \(device.kind)") }
    } catch {
      note("plugin", "none")
      lack(
        "the XLA plugin: without it everything runs on the host, slowly (\(oneLine("\(error)")))",
        remedy: "make setup      in the folder of Apus, or set APUS_PJRT_PLUGIN to the path of a plugin", isSerious: true)
    }
  }

  mutating func examineLAPACK() {
    note(
      "LAPACK",
      LAPACK.shared?.path ?? "none: matrices are decomposed by Apus's own code, slower where they are large (apt install libopenblas0)")
  }

  mutating func examineOneDNN() {
    note(
      "oneDNN",
      OneDNN.shared.map { "\($0.version), \($0.path)" }
        ?? "none: XLA computes convolutions and products, up to twice as slowly (apt install libdnnl3, or libdnnl2)")
  }

  mutating func examineGnuplot() {
    note("gnuplot", Gnuplot()?.path ?? "none: charts are not drawn, their commands are kept (apt-get install gnuplot-nox)")
  }

  mutating func examineImageLibraries() {
    for library in ImageLibrary.all {
      note(library.format, library.name ?? "none: images of this format are not read (apt install \(library.package))")
    }
  }
}
