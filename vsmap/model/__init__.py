"""What a value stream is: durations, stages, the graph of them, edits, the document."""
