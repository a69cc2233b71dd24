"""One run of each job: the place, beside chat, where the core meets the world."""
