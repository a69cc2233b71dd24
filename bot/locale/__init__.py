"""Message catalogs, one a language; data only."""
