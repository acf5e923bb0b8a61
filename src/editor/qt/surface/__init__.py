"""The page on which a reporter writes."""
