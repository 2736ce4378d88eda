import Crypto
import Foundation

/// The SHA-256 of `bytes` as 64 lowercase hexadecimal digits.
func sha256Hex(of bytes: Data) -> String {
  let digits = Array("0123456789abcdef")
  return SHA256.hash(data: bytes).reduce(into: "") { text, byte in
    text.append(digits[Int(byte >> 4)])
    text.append(digits[Int(byte & 15)])
  }
}
