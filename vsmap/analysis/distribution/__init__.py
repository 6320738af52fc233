"""The spread of a lead time: percentiles and histogram (semantics.md, Distribution). Loaded on first use."""
