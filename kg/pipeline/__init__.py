"""Where the stages meet: records to a graph, a network, a page and a manifest of what was made from what."""
