"""The conversation: no sockets, no clock of its own, no channel."""
