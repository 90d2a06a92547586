"""The web page at «/» and its files; Microsoft's card renderer is served from node_modules as it is."""

from pathlib import Path

from aiohttp import web

from bot.channels.playground.guard import guarded
from bot.channels.playground.model import Refused

SIDE = Path(__file__).parent / "side"
NODE_MODULES = Path(__file__).parents[3] / "node_modules"
CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: http://127.0.0.1:* http://localhost:*; connect-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
TYPES = {".html": "text/html", ".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml"}
VENDOR = {"adaptivecards.min.js": "adaptivecards/dist/adaptivecards.min.js"}


class Page:
    """Serves a fixed list of files: names are looked up, never joined to a path."""

    def __init__(self, node_modules: Path = NODE_MODULES) -> None:
        self._files = {path.name: path for path in SIDE.iterdir() if path.suffix in TYPES}
        self._vendor = {name: node_modules / path for name, path in VENDOR.items()}

    def routes(self) -> list[web.RouteDef]:
        """What to mount."""
        return [
            web.get("/", guarded(self.index)),
            web.get("/playground/side/{name}", guarded(self.file)),
            web.get("/playground/vendor/{name}", guarded(self.vendor)),
        ]

    async def index(self, _: web.Request) -> web.StreamResponse:
        """The page."""
        return _served(self._files["index.html"])

    async def file(self, request: web.Request) -> web.StreamResponse:
        """A file of our own."""
        return _served(self._files.get(request.match_info["name"]))

    async def vendor(self, request: web.Request) -> web.StreamResponse:
        """A file from npm. 404 where `make setup` has not fetched it; the page then says so."""
        return _served(self._vendor.get(request.match_info["name"]))


def _served(path: Path | None) -> web.StreamResponse:
    if path is None or not path.is_file():
        raise Refused(404, "NotFound", "no such file")
    headers = {"Content-Type": f"{TYPES[path.suffix]}; charset=utf-8", "Content-Security-Policy": CSP}
    return web.FileResponse(path, headers=headers)
