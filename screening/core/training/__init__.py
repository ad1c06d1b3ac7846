"""Exercises, the answers of a class, and how far raters agree."""
