"""Files: the TOML format, faults with lines, atomic save."""
