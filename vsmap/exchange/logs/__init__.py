"""Measured work as a map: event logs of trackers and process mining, read as a stream."""
