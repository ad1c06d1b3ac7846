"""Figures as ratios, each measured side by side in one run: `make bench` prints them. Nothing here is asserted."""
