"""What people say over Telegram: hearing it, commands and buttons, replies."""
