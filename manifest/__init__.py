"""The packages that an administrator uploads to make the bot known to a platform."""
