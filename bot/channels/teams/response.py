"""The turn's result as the HTTP answer that the protocol wants. The JSON is our own: the SDK serialises it twice."""

from collections.abc import Mapping
from typing import Any

from aiohttp import hdrs, web

from bot.channels.base import TurnResult
from bot.channels.teams.render import CARD_TYPE, render_card, render_dialog, to_bytes
from bot.channels.teams.token import RefusedError
from dialogs.contract import Inbound
from dialogs.i18n import N_, translator

MESSAGE_TYPE = "application/vnd.microsoft.activity.message"
SLOW = N_("Dette tar lengre tid enn vanlig. Vent litt, og prøv igjen hvis det ikke kommer noe svar.")
FAILED = N_("Beklager, noe gikk galt hos meg, og det du trykket på, er ikke gjort. Prøv igjen om litt.")

SLOW_DIALOG = N_("Dette tar lengre tid enn vanlig. Se etter kvitteringen i samtalen før du prøver igjen.")
IN_CHAT = N_("Det kortet kan ikke brukes. Se svaret i samtalen.")


def message_answer(result: TurnResult) -> web.Response:
    """The answer to anything but a button of a card: a status and nothing else."""
    if result.retry_after is not None:
        return web.Response(status=429, headers={"Retry-After": str(result.retry_after)})
    return web.Response(status=result.status)


def invoke_answer(event: Inbound, result: TurnResult) -> web.Response:
    """The answer to Action.Execute: the card that takes the pressed one's place, or a line beside it."""
    if result.retry_after is not None:
        return _json({"statusCode": 429}, status=429, headers={"Retry-After": str(result.retry_after)})
    if result.status >= 500:  # noqa: PLR2004 - HTTP's own
        return _invoke_text(event, FAILED)
    if result.card is not None:
        return _json({"statusCode": 200, "type": CARD_TYPE, "value": render_card(result.card)})
    return _json({"statusCode": 200, "type": MESSAGE_TYPE, "value": result.text or ""})


def dialog_answer(event: Inbound, result: TurnResult) -> web.Response:
    """The answer to task/fetch and task/submit: the dialog's next card, or its last words. Never a 500 (design 7)."""
    if result.retry_after is not None:
        return _json({"statusCode": 429}, status=429, headers={"Retry-After": str(result.retry_after)})
    if result.status >= 500:  # noqa: PLR2004 - HTTP's own
        return _dialog_text(_words(event, FAILED))
    dialog = result.dialog
    if dialog is None or dialog.message is None:
        return _dialog_text(dialog.text if dialog else _words(event, IN_CHAT))
    value = {"title": dialog.title, "height": "large", "width": "medium", "card": render_dialog(dialog.message)}
    return _json({"task": {"type": "continue", "value": value}})


def _dialog_text(text: str) -> web.Response:
    return _json({"task": {"type": "message", "value": text}})


def slow_invoke(event: Inbound) -> web.Response:
    """The turn goes on, and the client stops waiting."""
    if event.wants_dialog:
        return _dialog_text(_words(event, SLOW_DIALOG))
    return _invoke_text(event, SLOW)


def _invoke_text(event: Inbound, msgid: str) -> web.Response:
    """A line that the client shows beside the card, which stays as it was."""
    return _json({"statusCode": 200, "type": MESSAGE_TYPE, "value": _words(event, msgid)})


def _words(event: Inbound, msgid: str) -> str:
    return translator((event.locale or "")[:2].lower()).text(msgid)


def refusal_answer(refusal: RefusedError) -> web.Response:
    """The answer to somebody who may not post."""
    response = error_answer(refusal.status, refusal.code)
    if refusal.status == 401:  # noqa: PLR2004 - HTTP's own
        response.headers[hdrs.WWW_AUTHENTICATE] = "Bearer"
    if refusal.status == 503:  # noqa: PLR2004 - HTTP's own
        response.headers[hdrs.RETRY_AFTER] = "5"
    return response


def error_answer(status: int, code: str) -> web.Response:
    """A status with a machine word for it."""
    return _json({"error": code}, status=status)


def _json(body: Mapping[str, Any], *, status: int = 200, headers: Mapping[str, str] | None = None) -> web.Response:
    return web.Response(body=to_bytes(body), status=status, headers=headers, content_type="application/json")
