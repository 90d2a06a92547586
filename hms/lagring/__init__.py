"""Privacy in time: what is erased when, what is known about a person, and how a person is erased (avvik.md 7 and 8)."""
