"""Ties to networkx graphs, graphs to measures: one family of measures a file."""
