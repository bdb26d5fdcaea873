"""Records to RDF and back: the gate that mints terms, the mapping, a writer each format, and what a graph says."""
