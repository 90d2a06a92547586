"""A peer of the bench: an echo on microsoft-agents' own activity handler, without state. Runs in its own environment."""

import sys

from aiohttp import web
from microsoft_agents.hosting.aiohttp import CloudAdapter, jwt_authorization_middleware
from microsoft_agents.hosting.core import ActivityHandler, RestChannelServiceClientFactory, TurnContext
from microsoft_agents.hosting.core.authorization import AgentAuthConfiguration


class Echo(ActivityHandler):
    """Says back what was said."""

    async def on_message_activity(self, turn_context: TurnContext) -> None:
        await turn_context.send_activity(f"Echo: {turn_context.activity.text}")


def main(port: int) -> None:
    """Serves /api/messages on loopback. Callers without a token are let in, and answered without one."""
    adapter, echo = CloudAdapter(channel_service_client_factory=RestChannelServiceClientFactory(None)), Echo()

    async def messages(request: web.Request) -> web.StreamResponse:
        return await adapter.process(request, echo)

    app = web.Application(middlewares=[jwt_authorization_middleware])
    app["agent_configuration"] = AgentAuthConfiguration(anonymous_allowed=True)
    app.router.add_post("/api/messages", messages)
    web.run_app(app, host="127.0.0.1", port=port, print=None, access_log=None)


if __name__ == "__main__":
    main(int(sys.argv[1]))
