"""`kg why`: the statements about a thing, with the words, the source and the day behind each."""
