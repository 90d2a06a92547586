"""The document as data: årshjul, avvik, ladders, roles."""
