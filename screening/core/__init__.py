"""The rules of the instrument: standard library only, no clock, no input or output, no language."""
