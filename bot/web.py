"""The aiohttp application: the platform's door, health and metrics."""

import asyncio
import gc
import signal
from collections.abc import Callable

from aiohttp import web
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest

from bot.bootstrap import Varde
from bot.channels.teams.body import MAX_BYTES
from dialogs.language.warm import warm
from hms.outbox import liste as outbox

STALE_TICK_SECONDS = 120.0
# A token may be long, and a bad one is to meet our 401 rather than the parser's 400.
MAX_HEADER = 65_536


def application(varde: Varde) -> web.Application:
    """The routes of a bot; starting and stopping the application starts and stops the bot."""
    app = web.Application(client_max_size=MAX_BYTES)

    async def ready(_request: web.Request) -> web.Response:
        healthy = varde.clockwork.age < STALE_TICK_SECONDS
        return web.json_response({"ok": healthy}, status=200 if healthy else 503)

    async def metrics(_request: web.Request) -> web.Response:
        varde.metrics.tick_age.set(varde.clockwork.age)
        varde.metrics.tick_failures.set(varde.clockwork.failures)
        varde.metrics.undeliverable.set(await varde.bridge.read(outbox.antall_uleverte))
        body = generate_latest(varde.metrics.registry)
        return web.Response(body=body, headers={"Content-Type": CONTENT_TYPE_LATEST})

    async def start(_app: web.Application) -> None:
        await varde.start()

    async def stop(_app: web.Application) -> None:
        await varde.stop()

    app.add_routes(
        [
            web.post("/api/messages", varde.teams.handle),
            web.get("/helse", ready),
            web.get("/metrics", metrics),
            *varde.fildor.routes(),
            *varde.bildedor.routes(),
            *varde.hjuldor.routes(),
            *varde.kalenderdor.routes(),
        ]
    )
    app.on_startup.append(start)
    app.on_cleanup.append(stop)
    return app


def run(app: web.Application, host: str, port: int, started: Callable[[], None] = lambda: None) -> None:
    """Serves until SIGINT or SIGTERM, then stops in good order. Raises OSError if the port is taken."""
    asyncio.run(_serve(app, host, port, started))


def settle() -> None:
    """What is loaded when the bot is ready to serve stays: the collector need not walk it at every pass (7 % of a turn, measured)."""
    warm()  # the first message need not wait for the word lists
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)


async def _serve(app: web.Application, host: str, port: int, started: Callable[[], None]) -> None:
    stopped = asyncio.Event()
    for name in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(name, stopped.set)
    runner = web.AppRunner(
        app, access_log=None, max_field_size=MAX_HEADER, max_line_size=MAX_HEADER, shutdown_timeout=10
    )
    await runner.setup()
    settle()
    try:
        await web.TCPSite(runner, host, port).start()
        started()
        await stopped.wait()
    finally:
        await runner.cleanup()
