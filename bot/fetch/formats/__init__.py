"""The formats of feeds: each module reads one kind of document into the items it holds, as they are written.

Nothing here fetches, and nothing here decides what becomes of an item: `bot.fetch.parser` chooses the reader,
`bot.fetch.entries` makes entries of its items.
"""
