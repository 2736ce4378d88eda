import WireFormats

/// The objects of a SavedModel: the model with its members down to its variables, its methods, its signatures.
struct SavedObjectTree {
  private(set) var graph = SavedObjectGraph()
  /// For each object the key of its tensor in the checkpoint.
  private var keys: [Int: ObjectPath] = [:]

  init(_ variables: SavedVariables, _ bodies: [SavedFunctionBody]) throws(ExportError) {
    graph.objects = [Self.plain]
    var places: [Int] = []
    for variable in variables.all { places.append(add(variable)) }
    let trained = places.indices.filter { variables.all[$0].isTrainable }
    try addList("variables", places)
    try addList("trainable_variables", trained.map { places[$0] })
    for body in bodies { try addMethod(body, body.variables.map { places[$0] }) }
    try addSignatures(bodies, places)
  }

  private static let plain = SavedObject(.user(identifier: "_generic_user_object"))

  private mutating func append(_ object: SavedObject) -> Int {
    graph.objects.append(object)
    return graph.objects.count - 1
  }

  private func member(_ name: String, of object: Int) -> Int? { graph.objects[object].members.first { $0.name == name }?.object }

  private mutating func addMember(_ name: String, _ object: Int) throws(ExportError) {
    guard member(name, of: 0) == nil else { throw .takenName(name) }
    graph.objects[0].members.append(.init(name: name, object: object))
  }

  private mutating func add(_ variable: SavedVariables.Variable) -> Int {
    var object = 0
    for name in variable.path.names.dropLast() {
      if let known = member(name, of: object) {
        object = known
      } else {
        let made = append(Self.plain)
        graph.objects[object].members.append(.init(name: name, object: made))
        object = made
      }
    }
    let name = variable.path.names.joined(separator: "/")
    let made = append(
      SavedObject(.variable(.init(name: name, dtype: variable.dtype, shape: variable.shape, isTrainable: variable.isTrainable))))
    graph.objects[object].members.append(.init(name: variable.path.names.last ?? "value", object: made))
    keys[made] = variable.path
    return made
  }

  private mutating func addList(_ name: String, _ objects: [Int]) throws(ExportError) {
    var list = SavedObject(.user(identifier: "trackable_list_wrapper"))
    list.members = objects.enumerated().map { .init(name: String($0), object: $1) }
    try addMember(name, append(list))
  }

  private mutating func addMethod(_ body: SavedFunctionBody, _ variables: [Int]) throws(ExportError) {
    let function = body.function
    let results = function.results.map(\.specification)
    graph.functions[body.bodyName] = .init(
      variables: variables, input: .tuple([.tuple(function.arguments.map(\.specification)), .dictionary([:])]),
      output: results.count == 1 ? results[0] : .tuple(results))
    try addMember(body.methodName, append(SavedObject(.function([body.bodyName], arguments: function.arguments.map(\.name)))))
  }

  private mutating func addSignatures(_ bodies: [SavedFunctionBody], _ places: [Int]) throws(ExportError) {
    var map = SavedObject(.user(identifier: "signature_map"))
    for body in bodies {
      let function = body.function
      let arguments = function.arguments.map { ($0.name, $0.specification) }, results = function.results.map { ($0.name, $0.specification) }
      graph.functions[body.wrapperName] = .init(
        variables: body.variables.map { places[$0] },
        input: .tuple([.tuple([]), .dictionary(Dictionary(arguments, uniquingKeysWith: { $1 }))]),
        output: .dictionary(Dictionary(results, uniquingKeysWith: { $1 })))
      let names = body.sortedArguments.map { function.arguments[$0].name }
      map.members.append(
        .init(name: body.signatureName, object: append(SavedObject(.concreteFunction(body.wrapperName, arguments: names)))))
    }
    try addMember("signatures", append(map))
  }

  /// `TrackableObjectGraph`, which the checkpoint holds: the same objects under the same numbers.
  var checkpointGraph: [UInt8] {
    var message = ProtobufWriter()
    for (number, object) in graph.objects.enumerated() {
      message.message(1) { node in
        for member in object.members {
          node.message(1) { reference in
            reference.integer(1, Int64(member.object))
            reference.string(2, member.name)
          }
        }
        guard let path = keys[number] else { return }
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
