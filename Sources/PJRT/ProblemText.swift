// Every text of this module: what is wrong, where, and what to do about it.

extension PluginProblem: CustomStringConvertible {
  public var description: String {
    switch self {
    case .notFound(let searched):
      """
      no XLA plugin found. Install it with Scripts/install-plugin in the folder of Apus, or with \
      `swift package apus-install-plugin` in a package that uses Apus, or set APUS_PJRT_PLUGIN to the path of a plugin. \
      Looked at:
      \(searched.map { "  " + $0 }.joined(separator: "\n"))
      """
    case .cannotOpen(let path, let reason):
      """
      the XLA plugin \(path) cannot be opened: \(reason). Install it again with Scripts/install-plugin, or set \
      APUS_PJRT_PLUGIN to another one.
      """
    case .noEntryPoint(let path):
      "\(path) is no XLA plugin: it has no function GetPjrtApi. Set APUS_PJRT_PLUGIN to the path of a PJRT plugin."
    case .noTable(let path):
      "the XLA plugin \(path) answers no function table. Install it again with Scripts/install-plugin."
    case .unsupportedVersion(let path, let major, let minor):
      """
      the XLA plugin \(path) speaks version \(major).\(minor) of the plugin interface; versions 0.x are \
      understood. Use a plugin of version 0.x.
      """
    case .tableTooSmall(let path, let byteCount, let needed):
      """
      the XLA plugin \(path) is too old: its function table has \(byteCount) bytes, \(needed) are needed. \
      Install a newer one with Scripts/install-plugin.
      """
    case .missingFunction(let path, let name):
      """
      the XLA plugin \(path) lacks the function \(name), which is needed. Use a plugin that has it; \
      Scripts/install-plugin installs one.
      """
    }
  }
}

extension PJRTError: CustomStringConvertible {
  public var description: String { "XLA could not \(operation): \(message) (\(code), error \(code.rawValue))" }
}

extension CallProblem: CustomStringConvertible {
  public var description: String {
    switch self {
    case .impossibleType(let type):
      "\(type) is no possible buffer: every dimension must be at least 0 and all bytes together must fit in memory."
    case .argumentCount(let expected, let given):
      "the program takes \(expected) arguments, \(given) are given."
    case .argumentType(let index, let expected, let given):
      "argument \(index) is \(given), the program takes \(expected) there. Convert or reshape it before the call."
    case .argumentDeleted(let index):
      """
      argument \(index) is deleted: it was donated to an earlier program or deleted by hand. Keep it with \
      `keeping:` if it is needed again.
      """
    case .argumentOfOtherClient(let index):
      "argument \(index) belongs to another client. Copy it through the host to the client that runs the program."
    case .argumentOnOtherDevice(let index, let expected, let given):
      "argument \(index) is on device \(given), the program runs on device \(expected). Copy it with `copied(to:)`."
    case .keptIndex(let index, let argumentCount):
      "`keeping:` names argument \(index), but the program takes \(argumentCount) arguments, counted from 0."
    case .renewedIndex(let input, let output, let signature):
      """
      `renewing:` says that argument \(input) stands for result \(output) of \(signature). Name each argument once, with a \
      result of its type, in the order of the results, counted from 0.
      """
    case .argumentLists(let expected, let given):
      """
      the program runs on \(expected) devices, arguments for \(given) are given. Give one list of arguments for \
      each device.
      """
    case .outputTypes(let expected, let reported):
      """
      the program's results are \(list(reported)), its signature says \(list(expected)). Give the signature that \
      the program's text has.
      """
    case .missingOutput(let index):
      "the plugin gave no buffer for result \(index). This is a defect of the plugin."
    case .bufferDeleted(let type):
      """
      this \(type) buffer is deleted: it was donated to a program or deleted by hand. Read it before, or keep it \
      with `keeping:`.
      """
    case .byteCount(let type, let needed, let given):
      "\(type) takes \(needed) bytes, the memory given has \(given)."
    case .noSuchDevice(let device, let deviceCount):
      "there is no device \(device): the client has \(deviceCount), counted from 0."
    case .noDevices(let platform):
      "the platform \(platform) has no device that this process can use. Check the driver and the visible devices."
    case .deviceCount(let count):
      "a client cannot have \(count) devices: 1 to \(Client.deviceCounts.upperBound) are possible."
    case .threadCount(let count):
      "a client cannot have \(count) threads: at least 1 is needed."
    case .outOfMemory(let byteCount):
      "the system has no \(byteCount) bytes of memory to give. Use smaller batches or free other tensors."
    case .programGrid(let replicas, let partitions, let deviceCount):
      """
      a program of \(replicas) replicas and \(partitions) partitions cannot run on \(deviceCount) devices: both \
      must be at least 1 and their product at most the devices.
      """
    case .deviceAssignment(let devices, let expected):
      """
      the devices \(devices) cannot run the program: \(expected) different devices of the client are needed, one \
      for each replica and partition.
      """
    case .unsafeOverride(let name):
      "the option \(name) is not passed on: known values of it end the process while a program runs."
    case .damagedProgram(let reason):
      "the stored program is damaged: \(reason). Delete it and compile the program again."
    case .otherProgram(let expected, let stored):
      "the stored program is \(stored), the one asked for is \(expected). Delete it and compile the program again."
    case .noForeignFunctions(nil):
      "this plugin has no way to register a function of the host."
    case .noForeignFunctions(let size?):
      """
      this plugin registers functions of the host by a newer interface (\(size) bytes) than is understood here \
      (48 bytes).
      """
    case .foreignFunctionName(let name):
      "\"\(name)\" is no name for a function: it must not be empty and must not hold a zero byte."
    }
  }

  private func list(_ types: [String]) -> String { "(\(types.joined(separator: ", ")))" }
}
