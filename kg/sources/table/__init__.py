"""Tables of records: CSV, XLSX and Parquet, in batches of rows, read as trees whose values keep their cells."""
