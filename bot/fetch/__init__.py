"""Feeds over HTTP: everything between an address and a fetch outcome. It holds no token, database or rule."""
