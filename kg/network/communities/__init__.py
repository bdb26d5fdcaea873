"""Who belongs together: a partition of the network, and an overview of it."""
