"""Edits: each takes an article and gives a new one."""
