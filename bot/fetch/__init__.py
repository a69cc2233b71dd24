"""Feeds over HTTP: everything between an address and a fetch outcome. It knows no token, database or question."""
