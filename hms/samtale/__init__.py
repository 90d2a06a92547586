"""Book-keeping of conversations: received keys, states, operations, contacts and live cards."""
