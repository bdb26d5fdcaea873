"""Charts as SVG, drawn from what a graph says."""
