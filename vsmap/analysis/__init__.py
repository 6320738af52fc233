"""What the numbers of a map say: timing, quality, waste, and the report that gathers them."""
