"""The case journey."""
