"""Teams as a Channel: Messages out, personal conversations opened, accounts looked up."""

from collections.abc import Mapping
from typing import Any

from bot.channels.base import (
    Account,
    FetchResult,
    Gone,
    Limits,
    Opened,
    Profile,
    RetryAfter,
    SendResult,
    Sent,
    Target,
    Unclear,
)
from bot.channels.teams.connector import Connector
from bot.channels.teams.fetch import fetch
from bot.channels.teams.hosts import ServiceHosts
from bot.channels.teams.render import render
from bot.channels.teams.text import clean_name
from dialogs.contract import Message

# Design 7: half of what the platform allows a tenant, and its one message a second for a conversation.
TEAMS_LIMITS = Limits(per_second=25, conversation_gap=1.0)
MAX_EMAIL = 320
NO_DRIVES = ServiceHosts(frozenset())


class TeamsChannel:
    """Sends through `connector`. `address` is {"serviceUrl", "bot": {"id", "name"}}, as `parse` gave it.

    `drives` are the hosts of the tenant's own files; without any, only pictures in the chat itself can be fetched.
    """

    name = "teams"

    def __init__(self, connector: Connector, limits: Limits = TEAMS_LIMITS, drives: ServiceHosts = NO_DRIVES) -> None:
        self.connector = connector
        self.limits = limits
        self.drives = drives

    async def send(self, target: Target, message: Message) -> SendResult:
        """Posts a new message."""
        return await self.connector.post(_service_url(target.address), target.conversation, _activity(target, message))

    async def update(self, target: Target, message_id: str, message: Message) -> SendResult:
        """Replaces a message that was sent before."""
        activity = {**_activity(target, message), "id": message_id}
        return await self.connector.put(_service_url(target.address), target.conversation, message_id, activity)

    async def open_personal(self, account: Account) -> Opened | RetryAfter | Gone:
        """Finds or makes the personal conversation with somebody. Teams gives the same one every time."""
        who = account.user_id or account.aad_object_id
        if who is None:
            return Gone("no_account_id")
        answer = await self.connector.create(_service_url(account.address), _parameters(account, who))
        match answer.result:
            case Sent(id=conversation) if conversation:
                return Opened(conversation, account.address)
            case Sent():
                return RetryAfter(None, "no_conversation_id")
            case Unclear(why=why):
                return RetryAfter(None, why)
            case refused:
                return refused

    async def email_of(self, target: Target, user_id: str) -> Profile | None:
        """Looks a member of the conversation up. None where the platform does not tell, or cannot just now."""
        answer = await self.connector.member(_service_url(target.address), target.conversation, user_id)
        if not isinstance(answer.result, Sent) or not isinstance(answer.body, Mapping):
            return None
        member = answer.body
        email = _text(member, "email") or _text(member, "userPrincipalName")
        return Profile(
            user_id=user_id,
            aad_object_id=_text(member, "aadObjectId") or _text(member, "objectId"),
            name=clean_name(_text(member, "name")),
            email=email.strip().lower() if email and "@" in email and len(email) <= MAX_EMAIL else None,
        )

    async def fetch(self, source: Mapping[str, Any], most: int) -> FetchResult:
        """Gets a picture of the chat or a file of the tenant's own drive."""
        return await fetch(self.connector, self.drives, source, most)

    async def close(self) -> None:
        """Ends the session."""
        await self.connector.pool.close()


def _activity(target: Target, message: Message) -> dict[str, Any]:
    activity = render(message)
    activity |= {"channelId": "msteams", "conversation": {"id": target.conversation}}
    bot = target.address.get("bot")
    return {**activity, "from": bot} if bot else activity


def _parameters(account: Account, who: str) -> dict[str, Any]:
    tenant = account.tenant
    parameters: dict[str, Any] = {"isGroup": False, "members": [{"id": who}], "tenantId": tenant}
    parameters["channelData"] = {"tenant": {"id": tenant}}
    bot = account.address.get("bot")
    return {**parameters, "bot": bot} if bot else parameters


def _service_url(address: Mapping[str, Any]) -> str:
    """The stored address; an empty one is refused by the connector's host check."""
    return str(address.get("serviceUrl") or "")


def _text(data: Mapping[str, Any], key: str) -> str | None:
    found = data.get(key)
    return found if isinstance(found, str) and found else None
