"""Rozpoznaj: a screening tool for people who may have been trafficked."""
