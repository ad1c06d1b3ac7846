"""The files that the program reads and writes: case files, class files, assessments, records, schema and codes."""
