"""Foreign data with shapes of its own, as records: one file a shape. Each gives agreements and organisations."""
