"""The peers, each in a few lines and in the best way that its own documentation shows."""
