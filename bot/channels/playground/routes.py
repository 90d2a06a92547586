"""Mounts the playground in the bot's web application."""

from aiohttp import web

from bot.channels.playground.api import Api
from bot.channels.playground.connector import Connector
from bot.channels.playground.files import Files
from bot.channels.playground.page import Page
from bot.channels.playground.playground import Playground


def add_routes(app: web.Application, playground: Playground) -> None:
    """Adds the page, the API and the connector. Only in play mode: nothing here asks for credentials.

    When the application stops, the event streams end first, so that it can; closing `playground` is the caller's.
    """
    app.add_routes(
        [*Connector(playground).routes(), *Api(playground).routes(), *Files(playground).routes(), *Page().routes()]
    )

    async def end_streams(_: web.Application) -> None:
        playground.events.close()

    app.on_shutdown.append(end_streams)
