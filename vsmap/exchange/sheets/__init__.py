"""Tables of a map for spreadsheets, out and in again."""
