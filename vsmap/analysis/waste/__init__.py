"""What looks like waste: one module for each family of rules (semantics.md, Waste)."""
