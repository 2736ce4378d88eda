/// `text` without the codes that set colors.
func withoutCodes(_ text: String) -> String { text.replacing(/\u{1B}\[[0-9;]*m/, with: "") }
