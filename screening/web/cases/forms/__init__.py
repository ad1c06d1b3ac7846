"""The forms of a case, made from the fields of its record."""
