"""Library, details, checks, status bar."""
