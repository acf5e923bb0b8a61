"""Vietnamese and general text."""
