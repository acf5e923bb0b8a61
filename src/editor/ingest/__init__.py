"""What comes from outside becomes our blocks."""
