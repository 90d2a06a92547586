"""botbuilder's BotAdapter over our connector, so that the SDK's TurnContext and middleware work as its readers expect."""

from collections.abc import Awaitable, Callable, Sequence
from typing import Any

from botbuilder.core import BotAdapter, TurnContext
from botbuilder.schema import Activity, ConversationReference, ResourceResponse

from bot.channels.base import SendResult, Sent
from bot.channels.teams.connector import Connector

Logic = Callable[[TurnContext], Awaitable[None]]


class UndeliveredError(Exception):
    """The SDK's interface has no other way to say that a send did not succeed. `result` says how."""

    def __init__(self, result: SendResult) -> None:
        super().__init__(type(result).__name__)
        self.result = result


class TeamsAdapter(BotAdapter):  # type: ignore[misc]  # the SDK has no types
    """Runs a verified activity through the SDK's pipeline, and sends what its TurnContext is asked to send."""

    def __init__(self, connector: Connector) -> None:
        super().__init__()
        self.connector = connector

    async def process(self, activity: Activity, logic: Logic) -> None:
        """Runs the middleware, then `logic`, with a TurnContext. What they raise is raised."""
        await self.run_pipeline(TurnContext(self, activity), logic)

    async def send_activities(self, context: TurnContext, activities: Sequence[Activity]) -> list[ResourceResponse]:  # noqa: ARG002 - the SDK's signature
        """Posts the activities in order. Raises UndeliveredError at the first that was not delivered for certain."""
        responses = []
        for activity in activities:
            where = activity.conversation.id
            result = await self.connector.post(activity.service_url, where, activity.serialize())
            responses.append(ResourceResponse(id=_delivered(result)))
        return responses

    async def update_activity(self, context: TurnContext, activity: Activity) -> ResourceResponse:  # noqa: ARG002 - the SDK's signature
        """Replaces the activity with its id. Raises UndeliveredError."""
        where, body = activity.conversation.id, activity.serialize()
        result = await self.connector.put(activity.service_url, where, activity.id, body)
        return ResourceResponse(id=_delivered(result))

    async def delete_activity(self, context: TurnContext, reference: ConversationReference) -> None:  # noqa: ARG002 - the SDK's signature
        """Takes the referred activity away. Raises UndeliveredError."""
        result = await self.connector.delete(reference.service_url, reference.conversation.id, reference.activity_id)
        _delivered(result)


def _delivered(result: SendResult) -> Any:
    if not isinstance(result, Sent):
        raise UndeliveredError(result)
    return result.id
