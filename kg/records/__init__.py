"""The nouns: what kg reads, writes and shows, as frozen structs. A record is one entry of a file of the data."""
