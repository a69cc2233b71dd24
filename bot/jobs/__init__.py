"""One run of each scheduled job: the only place, beside chat, where the core meets the world."""
