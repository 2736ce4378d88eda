extension MetaGraph {
  /// The graph for serving of a SavedModel's file.
  static func serving(in path: String) throws(SavedModelError) -> MetaGraph {
    let file: MappedFile
    do { file = try MappedFile(path: path) } catch { throw .unreadable(path: path, reason: error.reason) }
    let graphs: [MetaGraph]
    // A copy, so that what was checked is what is used even if the file changes meanwhile.
    do { graphs = try read(withExtendedLifetime(file) { [UInt8](file.bytes) }) } catch { throw .malformed(path: path, problem: "\(error)") }
    guard let graph = graphs.first(where: { $0.tags.contains(servingTag) }) else {
      throw .noServingGraph(path: path, tags: graphs.map { $0.tags.joined(separator: " ") })
    }
    return graph
  }
}
