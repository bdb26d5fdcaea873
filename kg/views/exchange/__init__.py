"""A graph in the formats of other programs: one module a format, one line each in `kg.views.exchange.formats`."""
