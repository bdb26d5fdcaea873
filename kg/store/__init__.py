"""Stores: load a graph, ask it, walk its statements. The one that is here is Oxigraph, in memory or on the disk."""
