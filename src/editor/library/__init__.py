"""A workspace on disk: articles, index, journal, leases, receipts."""
