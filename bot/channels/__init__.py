"""The platforms. A channel parses a verified request, renders a message and sends it; it knows no rule and no other."""
