"""Results to pages and tables. Nothing is computed here."""
