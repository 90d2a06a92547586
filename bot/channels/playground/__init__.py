"""A local stand-in for Teams: the connector API, a web page and a demo kommune."""
