import Testing

@testable import PJRT

@Suite("Texts of problems")
struct ProblemTextTests {
  static let pluginProblems: [(PluginProblem, String)] = [
    (
      .notFound(searched: ["/a/b.so", "/c/d.so"]),
      """
      no XLA plugin found. Install it with Scripts/install-plugin in the folder of Apus, or with \
      `swift package apus-install-plugin` in a package that uses Apus, or set APUS_PJRT_PLUGIN to the path of a plugin. \
      Looked at:
        /a/b.so
        /c/d.so
      """
    ),
    (
      .cannotOpen(path: "/p.so", reason: "no such file"),
      """
      the XLA plugin /p.so cannot be opened: no such file. Install it again with Scripts/install-plugin, or set \
      APUS_PJRT_PLUGIN to another one.
      """
    ),
    (
      .noEntryPoint(path: "/p.so"),
      "/p.so is no XLA plugin: it has no function GetPjrtApi. Set APUS_PJRT_PLUGIN to the path of a PJRT plugin."
    ),
    (.noTable(path: "/p.so"), "the XLA plugin /p.so answers no function table. Install it again with Scripts/install-plugin."),
    (
      .unsupportedVersion(path: "/p.so", major: 1, minor: 2),
      """
      the XLA plugin /p.so speaks version 1.2 of the plugin interface; versions 0.x are understood. Use a plugin of \
      version 0.x.
      """
    ),
    (
      .tableTooSmall(path: "/p.so", byteCount: 80, needed: 900),
      """
      the XLA plugin /p.so is too old: its function table has 80 bytes, 900 are needed. Install a newer one with \
      Scripts/install-plugin.
      """
    ),
    (
      .missingFunction(path: "/p.so", name: "PJRT_Event_Await"),
      """
      the XLA plugin /p.so lacks the function PJRT_Event_Await, which is needed. Use a plugin that has it; \
      Scripts/install-plugin installs one.
      """
    ),
  ]

  @Test(arguments: pluginProblems)
  func aPluginProblemSaysWhatToDo(problem: PluginProblem, text: String) {
    #expect(problem.description == text)
  }

  @Test(
    arguments: [
      (.argumentCount(expected: 2, given: 1), "the program takes 2 arguments, 1 are given."),
      (
        .argumentType(index: 1, expected: BufferType(.f32, [4]), given: BufferType(.s32, [4])),
        "argument 1 is s32[4], the program takes f32[4] there. Convert or reshape it before the call."
      ),
      (
        .argumentDeleted(index: 0),
        """
        argument 0 is deleted: it was donated to an earlier program or deleted by hand. Keep it with `keeping:` if it is \
        needed again.
        """
      ),
      (
        .outputTypes(expected: ["f32[2]"], reported: ["s32[]", "f32[2]"]),
        "the program's results are (s32[], f32[2]), its signature says (f32[2]). Give the signature that the program's text has."
      ),
      (.byteCount(BufferType(.f64, [2]), needed: 16, given: 8), "f64[2] takes 16 bytes, the memory given has 8."),
      (.deviceCount(0), "a client cannot have 0 devices: 1 to 256 are possible."),
      (
        .damagedProgram("its checksum does not agree"),
        "the stored program is damaged: its checksum does not agree. Delete it and compile the program again."
      ),
    ] as [(CallProblem, String)])
  func aCallProblemSaysWhatToDo(problem: CallProblem, text: String) {
    #expect(problem.description == text)
  }

  @Test func aPluginErrorNamesTheOperation() {
    let error = PJRTError(code: .invalidArgument, message: "bad shape", operation: "execute")
    #expect(error.description == "XLA could not execute: bad shape (invalidArgument, error 3)")
  }
}
