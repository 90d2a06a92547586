"""An Activity from Teams to the Inbound of the vocabulary, or to one of the two ways of not being one."""

import hashlib
from collections.abc import Mapping
from datetime import datetime
from enum import Enum
from typing import Any

from botbuilder.schema import Activity, ChannelAccount

from bot.channels.teams.body import BadBodyError
from bot.channels.teams.buttons import execute_value, submit_value, task_value
from bot.channels.teams.files import attachments_of
from bot.channels.teams.text import Mentioned, clean, clean_name, without_mentions
from dialogs.contract import Inbound, InboundKind, Scope, Sender

THREAD = "@thread."
SCOPES: Mapping[str, Scope] = {"personal": "personal", "groupChat": "group", "channel": "channel"}
EXECUTE = "adaptiveCard/action"
DIALOGS = ("task/fetch", "task/submit")
EDITS = {"editMessage", "undeleteMessage", None}
DELETES = {"softDeleteMessage", None}


class Nothing(Enum):
    """An activity that is no event for the bot: nothing to do with us, or an invoke that the bot does not offer."""

    IGNORED = "ignored"
    NOT_OFFERED = "not_offered"


def parse(activity: Activity, *, raw: bytes, received_at: datetime, tenant: str = "") -> Inbound | Nothing:
    """The event in an activity that `read_activity` made of `raw`.

    `tenant` stands in where the activity names none (other loopback connectors). Raises BadBodyError where an event lacks
    what its kind must have. Lines of a channel or group chat that do not mention the bot are dropped here (design 7).
    """
    reader = READERS.get(activity.type)
    if reader is None:
        return Nothing.IGNORED
    found = reader(activity)
    if isinstance(found, Nothing):
        return found
    found.setdefault("sender", _sender(activity.from_property))
    return Inbound(
        key=_key(activity, raw, tenant),
        channel="teams",
        tenant=_tenant(activity) or tenant,
        conversation=activity.conversation.id,
        scope=_scope(activity),
        received_at=received_at,
        address=_address(activity),
        locale=_locale(activity),
        **found,
    )


def _message(activity: Activity) -> dict[str, Any] | Nothing:
    if not activity.id:
        raise BadBodyError("missing:id")
    if activity.value is not None and (_is_ours(activity.value) or not activity.text):
        return _pressed(submit_value(activity.value), activity)
    if not _is_addressed(activity):
        return Nothing.IGNORED
    text = _text(activity)
    files = attachments_of(activity.attachments)
    if files and (_scope(activity) == "personal" or not text):
        return {"kind": "attachment", "text": text, "attachments": files}
    return {"kind": "text", "text": text}


def _invoke(activity: Activity) -> dict[str, Any] | Nothing:
    if activity.name in DIALOGS:
        return {**_pressed(task_value(activity.value), activity), "wants_dialog": True}
    if activity.name != EXECUTE:
        return Nothing.NOT_OFFERED
    return {**_pressed(execute_value(activity.value), activity), "wants_card": True}


def _pressed(value: Mapping[str, Any], activity: Activity) -> dict[str, Any]:
    return {"kind": "button", "value": value, "card_id": activity.reply_to_id}


def _installation(activity: Activity) -> dict[str, Any] | Nothing:
    kinds: Mapping[str | None, InboundKind] = {"add": "installed", "remove": "removed"}
    kind = kinds.get(activity.action)
    return {"kind": kind} if kind and activity.from_property.id else Nothing.IGNORED


def _members(activity: Activity) -> dict[str, Any] | Nothing:
    """Some connectors tell of members on nobody's behalf; without a person there is nobody to greet."""
    bot, by_somebody = activity.recipient.id, activity.from_property.id
    added = [one for one in activity.members_added if one.id]
    if any(one.id == bot for one in added):
        return {"kind": "installed"} if by_somebody else Nothing.IGNORED
    if any(one.id == bot for one in activity.members_removed if one.id):
        return {"kind": "removed"} if by_somebody else Nothing.IGNORED
    if not added:
        return Nothing.IGNORED
    members = [{"user_id": one.id, "aad_object_id": one.aad_object_id} for one in added]
    return {"kind": "joined", "sender": _sender(added[0]), "value": {"members": members}}


def _edited(activity: Activity) -> dict[str, Any] | Nothing:
    if activity.channel_data["eventType"] not in EDITS or not _is_addressed(activity):
        return Nothing.IGNORED
    return {"kind": "edited", "text": _text(activity)}


def _deleted(activity: Activity) -> dict[str, Any] | Nothing:
    """A deletion names no mention, so outside the personal chat nobody can tell that it concerns the bot."""
    if activity.channel_data["eventType"] not in DELETES or _scope(activity) != "personal":
        return Nothing.IGNORED
    return {"kind": "deleted"}


READERS = {
    "message": _message,
    "invoke": _invoke,
    "installationUpdate": _installation,
    "conversationUpdate": _members,
    "messageUpdate": _edited,
    "messageDelete": _deleted,
}


def _is_ours(value: Any) -> bool:
    return isinstance(value, dict) and "varde" in value


def _is_addressed(activity: Activity) -> bool:
    if _scope(activity) == "personal":
        return True
    return any(mention.user_id == activity.recipient.id for mention in _mentions(activity))


def _mentions(activity: Activity) -> list[Mentioned]:
    found = []
    for entity in activity.entities:
        if entity.type == "mention":
            who = entity.additional_properties["mentioned"]
            text = entity.additional_properties["text"] or ""
            found.append(Mentioned(who["id"] or "", text, clean_name(who["name"]) or ""))
    return found


def _text(activity: Activity) -> str:
    return clean(without_mentions(activity.text or "", _mentions(activity), activity.recipient.id or ""))


def _sender(account: ChannelAccount) -> Sender:
    if not account.id:
        raise BadBodyError("missing:from.id")
    return Sender(account.id, account.aad_object_id, clean_name(account.name))


def _scope(activity: Activity) -> Scope:
    """What Teams says it is; where it does not say, a thread is never taken for somebody's personal conversation."""
    known = SCOPES.get(activity.conversation.conversation_type or "")
    several = activity.conversation.is_group or THREAD in (activity.conversation.id or "")
    return known or ("group" if several else "personal")


def _tenant(activity: Activity) -> str | None:
    tenant: str | None = activity.channel_data["tenant"] or activity.conversation.tenant_id
    return tenant


def _address(activity: Activity) -> dict[str, Any]:
    bot = {"id": activity.recipient.id, "name": clean_name(activity.recipient.name)}
    return {"serviceUrl": activity.service_url, "bot": bot}


def _locale(activity: Activity) -> str | None:
    for entity in activity.entities:
        if entity.type == "clientInfo" and entity.additional_properties["locale"]:
            return str(entity.additional_properties["locale"])[:20]
    return activity.locale[:20] if activity.locale else None


def _key(activity: Activity, raw: bytes, tenant: str) -> str:
    """Design 3: channel, tenant, conversation, type, id, and the edit time where Teams repeats the original's id.

    An event without an id or an edit time is known by its whole body, which a redelivery repeats to the letter.
    """
    whole = hashlib.sha256(raw).hexdigest()
    parts = ["teams", _tenant(activity) or tenant, activity.conversation.id, activity.type, activity.id or whole]
    if activity.type in {"messageUpdate", "messageDelete"}:
        parts.append(activity.channel_data["timestamp"] or whole)
    return "|".join(part.replace("%", "%25").replace("|", "%7C") for part in parts)
