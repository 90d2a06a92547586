"""A local stand-in for Teams: the connector API, a web page and a demo kommune."""

from bot.channels.playground.model import PlaygroundChannel, PlaygroundPerson
from bot.channels.playground.playground import Playground
from bot.channels.playground.routes import add_routes
from bot.channels.playground.store import Store

__all__ = ["Playground", "PlaygroundChannel", "PlaygroundPerson", "Store", "add_routes"]
