"""Taking the kommune's organisation in from a workbook or a directory of CSV files: read, check, compare, apply."""
