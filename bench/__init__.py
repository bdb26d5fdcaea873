"""The benchmarks: kg, its peers, and the floor that a compiled program sets."""
