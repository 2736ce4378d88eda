/// What a command is answered with.
enum Reply: Encodable {
  case offers(Offers)
  case measurement(Measurement)
  case failure(String)

  struct Offers: Encodable {
    let versions: [String: String]
    let workloads: [String]
  }

  func encode(to encoder: any Encoder) throws {
    switch self {
    case .offers(let offers): try offers.encode(to: encoder)
    case .measurement(let measurement): try measurement.encode(to: encoder)
    case .failure(let text): try ["error": text].encode(to: encoder)
    }
  }
}
