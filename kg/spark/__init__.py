"""The same pure stages over the partitions of an Apache Spark cluster. The one door of pyspark."""
