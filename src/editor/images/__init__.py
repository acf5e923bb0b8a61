"""Photos: facts, metadata, originals and renditions."""
