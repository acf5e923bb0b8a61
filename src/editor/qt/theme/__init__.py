"""Tokens become palette, style sheet, icons, fonts."""
