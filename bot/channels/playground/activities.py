"""Activities as Teams shapes them. Pure: values in, JSON out."""

import html
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal
from zoneinfo import ZoneInfo

from bot.channels.playground import ids
from bot.channels.playground.model import Conversation, Json, PlaygroundPerson

OSLO = ZoneInfo("Europe/Oslo")
LOCALES = {"nb": "nb-NO", "nn": "nn-NO", "en": "en-GB"}
CARD = "application/vnd.microsoft.card.adaptive"


@dataclass(frozen=True)
class Frame:
    """What is the same in every activity: the tenant, the bot's account, and where the bot answers."""

    tenant: str
    bot_id: str
    bot_name: str
    service_url: str


def account(frame: Frame, person: PlaygroundPerson) -> Json:
    """A person as `from` and member lists of activities show them."""
    return {
        "id": ids.user_id(frame.bot_id, person.aadObjectId),
        "name": person.name,
        "aadObjectId": person.aadObjectId,
    }


def member(frame: Frame, person: PlaygroundPerson) -> Json:
    """A person as the connector's member look-up shows them (TeamsChannelAccount)."""
    given, _, surname = person.name.rpartition(" ")
    return {
        **account(frame, person),
        "objectId": person.aadObjectId,
        "givenName": given or surname,
        "surname": surname if given else "",
        "email": person.email,
        "userPrincipalName": person.email,
        "tenantId": frame.tenant,
        "userRole": "user",
    }


def envelope(
    frame: Frame, person: PlaygroundPerson, conversation: Conversation, now: datetime, *, thread: str | None = None
) -> Json:
    """The part that messages, invokes and installation events share. `now` is an aware moment."""
    locale = LOCALES.get(person.language, "nb-NO")
    where: Json = {"id": conversation.id, "conversationType": conversation.type, "tenantId": frame.tenant}
    channel_data: Json = {"tenant": {"id": frame.tenant}}
    if conversation.type == "channel":
        team = ids.team_id(conversation.id)
        where |= {"isGroup": True, "id": ids.in_thread(conversation.id, thread) if thread else conversation.id}
        channel_data |= {
            "teamsChannelId": conversation.id,
            "teamsTeamId": team,
            "channel": {"id": conversation.id, "name": conversation.name},
            "team": {"id": team, "name": conversation.name},
        }
    return {
        "channelId": "msteams",
        "serviceUrl": frame.service_url,
        "timestamp": now.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z"),
        "localTimestamp": now.astimezone(OSLO).isoformat(timespec="milliseconds"),
        "localTimezone": "Europe/Oslo",
        "from": account(frame, person),
        "recipient": {"id": frame.bot_id, "name": frame.bot_name},
        "conversation": where,
        "channelData": channel_data,
        "locale": locale,
        "entities": [
            {
                "type": "clientInfo",
                "locale": locale,
                "country": "NO",
                "platform": "Web",
                "timezone": "Europe/Oslo",
            }
        ],
    }


def message(base: Json, post_id: str, text: str, bot_name: str) -> Json:
    """A line that somebody wrote. In a channel, «@Varde» at its start becomes a mention."""
    activity = {**base, "type": "message", "id": post_id, "textFormat": "plain", "text": text}
    if base["conversation"]["conversationType"] == "channel":
        shown, mentioned = _mention(text, bot_name)
        activity["text"] = shown
        activity["attachments"] = [{"contentType": "text/html", "content": f"<div>{html.escape(text)}</div>"}]
        if mentioned:
            activity["entities"] = [
                *base["entities"],
                {"type": "mention", "mentioned": base["recipient"], "text": f"<at>{bot_name}</at>"},
            ]
    return activity


def mentions_bot(activity: Json) -> bool:
    """Whether the bot is mentioned, so that the line reaches it without RSC consent."""
    return any(entity.get("type") == "mention" for entity in activity.get("entities", ()))


def submit(base: Json, post_id: str, card_id: str, data: object) -> Json:
    """A pressed Action.Submit: a message without text that carries the data, as Teams sends it."""
    activity = {**base, "type": "message", "id": post_id, "replyToId": card_id}
    teams = data.get("msteams") if isinstance(data, dict) else None
    if isinstance(teams, dict) and teams.get("type") == "imBack":
        return {**activity, "textFormat": "plain", "text": str(teams.get("value", ""))}
    if isinstance(teams, dict) and teams.get("type") == "messageBack":
        text = {"textFormat": "plain", "text": str(teams.get("text", ""))}
        return {**activity, **text, "value": teams.get("value", data)}
    return {**activity, "value": data}


def execute(base: Json, invoke_id: str, card_id: str, action: Json) -> Json:
    """A pressed Action.Execute: an invoke adaptiveCard/action."""
    return {
        **base,
        "type": "invoke",
        "name": "adaptiveCard/action",
        "id": invoke_id,
        "replyToId": card_id,
        "value": {"action": action, "trigger": "manual"},
    }


def task(
    base: Json, invoke_id: str, card_id: str | None, name: Literal["task/fetch", "task/submit"], data: Json
) -> Json:
    """A dialog is asked for, or sent: Teams takes its own word out of the data, and tells the theme."""
    teams = data.get("msteams")
    asked = {"type": teams["type"]} if isinstance(teams, dict) and "type" in teams else {}
    value = {
        "data": {**{key: one for key, one in data.items() if key != "msteams"}, **asked},
        "context": {"theme": "default"},
    }
    activity = {**base, "type": "invoke", "name": name, "id": invoke_id, "value": value}
    return {**activity, "replyToId": card_id} if card_id else activity


def installation(base: Json, event_id: str, action: Literal["add", "remove"]) -> Json:
    """The bot was installed or removed."""
    return {**base, "type": "installationUpdate", "action": action, "id": event_id}


def members_changed(base: Json, event_id: str, action: Literal["add", "remove"]) -> Json:
    """The conversation update that goes with an installation: the bot is the member that came or went."""
    who = "membersAdded" if action == "add" else "membersRemoved"
    return {**base, "type": "conversationUpdate", "id": event_id, who: [base["recipient"]]}


def _mention(text: str, bot_name: str) -> tuple[str, bool]:
    found = re.match(rf"\s*@{re.escape(bot_name)}\b", text, re.IGNORECASE)
    if not found:
        return text, False
    return f"<at>{bot_name}</at>{text[found.end() :]}", True
