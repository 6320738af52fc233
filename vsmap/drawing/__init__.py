"""A value stream as cells on a character grid: layout, tracks, glyphs."""
