"""Charts as SVG that needs nothing: no script, no style, no address, text as text. Nothing is computed here.

Bars, the matrix and the time line are Vega-Lite specifications that vl-convert draws; the small graph is drawn here.
"""
