"""The bundled replay: nine days of the first story, told by outlets that do not exist, over real HTTP on loopback.

It holds data (`replay.toml`, `feeds.yaml`), the server of their feeds and the driver; none of the bot's own logic.
"""
