"""A request body as botbuilder's Activity. The types are checked first: the SDK turns a list into text without a word."""

from typing import Any

from botbuilder.schema import Activity

from bot.channels.teams.body import BadBodyError, read_object
from bot.channels.teams.wire import id_of, object_of, objects_of, text_of

MAX_TEXT = 100_000
DOWNLOAD_INFO = "application/vnd.microsoft.teams.file.download.info"
IDS = ("id", "replyToId", "channelId")
TEXTS = ("type", "name", "text", "textFormat", "action", "locale", "timestamp")
# timestamp is read apart: it is part of a key and must stay letter by letter as it came.
CARRIED = (
    "type",
    "id",
    "name",
    "text",
    "textFormat",
    "action",
    "locale",
    "serviceUrl",
    "channelId",
    "replyToId",
    "value",
)


def read_activity(raw: bytes) -> Activity:
    """The activity in a request body, with its types checked. Raises BadBodyError (400 or 413) for everything else.

    `channel_data` keeps the raw timestamp beside the platform's own fields, under «timestamp».
    """
    data = read_object(raw)
    _check(data)
    wanted = {key: data[key] for key in CARRIED if data.get(key) is not None}
    wanted |= {
        "from": _account(object_of(data, "from")),
        "recipient": _account(object_of(data, "recipient")),
        "conversation": _conversation(object_of(data, "conversation")),
        "membersAdded": [_account(one) for one in objects_of(data, "membersAdded")],
        "membersRemoved": [_account(one) for one in objects_of(data, "membersRemoved")],
        "entities": [_entity(one) for one in objects_of(data, "entities")],
        "attachments": [_attachment(one) for one in objects_of(data, "attachments")],
        "channelData": {**_channel_data(data), "timestamp": data.get("timestamp")},
    }
    try:
        return Activity().deserialize(wanted)
    except Exception:  # noqa: BLE001 - the SDK's errors are of many kinds and quote the body
        raise BadBodyError("not_an_activity") from None


def tenants_of(activity: Activity) -> set[str]:
    """Every tenant id that the activity names; more than one is suspicious."""
    named = {activity.conversation.tenant_id, activity.channel_data["tenant"]}
    return {tenant for tenant in named if tenant}


def _check(data: dict[str, Any]) -> None:
    for key in IDS:
        id_of(data, key)
    for key in TEXTS:
        text_of(data, key)
    if not data.get("type"):
        raise BadBodyError("missing:type")
    if len(data.get("text") or "") > MAX_TEXT:
        raise BadBodyError("too_large", status=413)
    id_of(data, "serviceUrl", required=True)


def _account(data: dict[str, Any]) -> dict[str, Any]:
    return {"id": id_of(data, "id"), "name": text_of(data, "name"), "aadObjectId": id_of(data, "aadObjectId")}


def _conversation(data: dict[str, Any]) -> dict[str, Any]:
    return {
        "id": id_of(data, "id", required=True),
        "conversationType": text_of(data, "conversationType"),
        "tenantID": id_of(data, "tenantId"),  # the SDK's model spells it otherwise than Teams does
        "isGroup": data.get("isGroup") is True,
    }


def _entity(data: dict[str, Any]) -> dict[str, Any]:
    kind = text_of(data, "type")
    if kind == "mention":
        return {"type": kind, "text": text_of(data, "text"), "mentioned": _account(object_of(data, "mentioned"))}
    if kind == "clientInfo":
        return {"type": kind, "locale": text_of(data, "locale")}
    return {"type": kind}


def _attachment(data: dict[str, Any]) -> dict[str, Any]:
    kind = text_of(data, "contentType")
    found = {"contentType": kind, "name": text_of(data, "name"), "contentUrl": text_of(data, "contentUrl")}
    if kind != DOWNLOAD_INFO:  # what other kinds carry is not read, and may be large
        return found
    content = object_of(data, "content")
    where = {"downloadUrl": text_of(content, "downloadUrl"), "fileType": text_of(content, "fileType")}
    return {**found, "content": where}


def _channel_data(data: dict[str, Any]) -> dict[str, Any]:
    found = object_of(data, "channelData")
    return {"tenant": id_of(object_of(found, "tenant"), "id"), "eventType": text_of(found, "eventType")}
