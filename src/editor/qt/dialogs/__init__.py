"""Sheets above the window."""
