"""Where in the state folder things are kept."""

DATABASE = "stillopen.db"
