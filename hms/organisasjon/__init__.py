"""The kommune: nodes, people, positions, roles, verneområder, buildings and MKS groups."""
