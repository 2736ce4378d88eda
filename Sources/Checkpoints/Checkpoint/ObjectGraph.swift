import WireFormats

/// The objects that a checkpoint's tensors belong to, by which TensorFlow finds them: a tree with a node for each name.
struct ObjectGraph {
  static let key = "_CHECKPOINTABLE_OBJECT_GRAPH"

  private final class Object {
    var children: [(name: String, object: Object)] = []
    var path: ObjectPath?

    func child(_ name: String) -> Object {
      if let known = children.first(where: { $0.name == name }) { return known.object }
      let made = Object()
      children.append((name, made))
      return made
    }
  }

  private let root = Object()

  init(_ paths: [ObjectPath]) {
    for path in paths { path.names.reduce(root) { $0.child($1) }.path = path }
  }

  /// The message `TrackableObjectGraph`; objects are numbered level by level, as TensorFlow does.
  var message: [UInt8] {
    var objects = [root]
    var message = ProtobufWriter()
    var next = 0
    while next < objects.count {
      let object = objects[next]
      next += 1
      message.message(1) { node in
        for (name, child) in object.children {
          node.message(1) { reference in
            reference.integer(1, Int64(objects.count))
            reference.string(2, name)
          }
          objects.append(child)
        }
        guard let path = object.path else { return }
        node.message(2) { attribute in
          attribute.string(1, "VARIABLE_VALUE")
          attribute.string(2, path.names.joined(separator: "/"))
          attribute.string(3, path.key)
        }
      }
    }
    return message.bytes
  }
}
