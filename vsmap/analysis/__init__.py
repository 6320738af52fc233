"""What a value stream's numbers say: timing, quality, waste, the report that gathers them."""
