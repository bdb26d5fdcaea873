"""Charts as SVG, drawn from what a graph says: no script, no style, no address, and text that stays text.

Bars, the matrix and the time line are Vega-Lite specifications that vl-convert draws; the small graph and the map are
drawn here.
"""
