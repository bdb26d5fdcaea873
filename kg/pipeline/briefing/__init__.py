"""`kg brief`: what matters of a graph, an organisation, a field or an agreement, each number with its question."""
