"""What claims of speed rest on: ratios measured in one run on one machine (`python -m benchmarks`)."""
