"""The pure steps between a fetched document and a message: no I/O, no clock, no randomness, no logging."""
