"""Every action of a user, once."""
