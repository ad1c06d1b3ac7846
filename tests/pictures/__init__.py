"""`python -m tests.pictures`: what the tool looks like, taken from the running program with invented cases."""
