"""Stillopen watches the news for the questions a story has left open."""

__version__ = "0.1.0"
