"""What goes in and out of the program as JSON: case files, assessments, stored records, schema and codes."""
