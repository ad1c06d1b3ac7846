"""Small files in the data folder that only their owner may read. Errors are those of `screening.casework.errors`."""

from screening.storage.key_file import read_private, replace, write_new

__all__ = ["read_private", "replace", "write_new"]
