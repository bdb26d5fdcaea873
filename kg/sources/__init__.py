"""Where records come from: one file a format. Every reader gives records with their places, or the problems instead."""
