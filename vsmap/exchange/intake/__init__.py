"""What teams already have, read as a map: stage tables, other mappers' files, event logs."""
