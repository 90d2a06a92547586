"""The pieces of an Adaptive Card 1.5. What people wrote stands in RichTextBlocks, which know no markdown."""

import re
from collections.abc import Iterable
from typing import Any

from bot.channels.teams.buttons import VERB, button_data
from bot.channels.teams.hosts import is_loopback
from bot.channels.teams.inputs import input_of, is_literal
from bot.channels.teams.text import clean
from dialogs.contract import Block, Button, Facts, Message, Paragraph, Picture, Run

MAX_ACTIONS = 6
MAX_LINES = 40
LINK_SCHEMES = ("https", "mailto", "tel")
MACRO = re.compile(r"\{(?=\{\s*(?:DATE|TIME))", re.IGNORECASE)
CONTAINERS = {"emergency": "attention", "quote": "emphasis"}

Element = dict[str, Any]


def card_of(message: Message) -> Element:
    """The card: blocks, then fields, then buttons in sets of at most six, which is what Teams shows of a set."""
    body = [element for block in message.blocks for element in _block(block)]
    body += [input_of(field) for field in message.fields]
    body += _action_sets(message.buttons)
    return {
        "$schema": "http://adaptivecards.io/schemas/adaptive-card.json",
        "type": "AdaptiveCard",
        "version": "1.5",
        "fallbackText": clean(message.summary[:200]),
        "msteams": {"width": "Full"},
        "body": body,
    }


def _block(block: Block) -> list[Element]:
    match block:
        case Paragraph(tone="heading"):
            return [_heading(block)]
        case Paragraph(tone="emergency" | "quote" as tone):
            return [{"type": "Container", "style": CONTAINERS[tone], "items": _lines(block)}]
        case Paragraph():
            return _lines(block)
        case Facts():
            return [_fact(label, value) for label, value in block.rows]
        case Picture():
            return [_picture(block)]


def _heading(paragraph: Paragraph) -> Element:
    """A real heading where the words cannot be markdown; otherwise one that only looks like it."""
    text = clean("".join(run.text for run in paragraph.runs)).replace("\n", " ")
    if is_literal(text):
        return {
            "type": "TextBlock",
            "text": text,
            "style": "heading",
            "size": "Large",
            "weight": "Bolder",
            "wrap": True,
        }
    return _rich([{"type": "TextRun", "text": _inert(text) or " ", "size": "Large", "weight": "Bolder"}])


def _lines(paragraph: Paragraph) -> list[Element]:
    """One block a line: a line break inside a run is not shown everywhere."""
    lines: list[list[Element]] = [[]]
    for run in paragraph.runs:
        first, *rest = _broken(run.text)
        lines[-1] += _run(run, first, paragraph.tone)
        lines += [_run(run, line, paragraph.tone) for line in rest]
    shown = [line for line in lines[:MAX_LINES] if line]
    if len(lines) > MAX_LINES:
        shown.append([run for line in lines[MAX_LINES:] for run in line])
    blocks = [_rich(line) for line in shown if line]
    for block in blocks[1:]:
        block["spacing"] = "None"
    return blocks


def _broken(text: str) -> list[str]:
    """The text in lines, at most `MAX_LINES` of them; the rest stays on the last one."""
    lines = _tidy(text).split("\n")
    return [*lines[: MAX_LINES - 1], " ".join(lines[MAX_LINES - 1 :])] if len(lines) > MAX_LINES else lines


def _tidy(text: str) -> str:
    """`clean`, but the spaces at the ends stay: they part this run from its neighbours."""
    core = clean(text)
    if not core:
        return " " if text and text.isspace() and "\n" not in text else core
    lead = " " if text[0] == " " else ""
    return lead + core + (" " if text[-1] == " " else "")


def _run(run: Run, text: str, tone: str) -> list[Element]:
    if not text:
        return []
    made: Element = {"type": "TextRun", "text": _inert(text)}
    if run.bold or tone == "emergency":
        made["weight"] = "Bolder"
    if tone == "emergency":
        made["color"] = "Attention"
    if tone == "small":
        made["size"] = "Small"
    if run.subtle or tone == "small":
        made["isSubtle"] = True
    if run.href and _is_link(run.href):
        made["selectAction"] = {"type": "Action.OpenUrl", "url": run.href}
        made["color"] = "Accent"
    return [made]


def _inert(text: str) -> str:
    """Clients put a date in the place of {{DATE(…)}} even where they read no markdown."""
    return MACRO.sub("{\u200b", text)


def _rich(inlines: list[Element]) -> Element:
    return {"type": "RichTextBlock", "inlines": inlines}


def _fact(label: str, value: str) -> Element:
    """Not a FactSet: Teams reads markdown in its values."""
    left = _rich([{"type": "TextRun", "text": _inert(clean(label)) or " ", "weight": "Bolder"}])
    right = _lines(Paragraph((Run(value),))) or [_rich([{"type": "TextRun", "text": "–"}])]
    columns = [{"type": "Column", "width": 1, "items": [left]}, {"type": "Column", "width": 2, "items": right}]
    return {"type": "ColumnSet", "spacing": "Small", "columns": columns}


def _picture(picture: Picture) -> Element:
    if not _is_link(picture.url):
        return _rich([{"type": "TextRun", "text": _inert(clean(picture.alt)) or " ", "isSubtle": True}])
    image = {"type": "Image", "url": picture.url, "altText": clean(picture.alt), "size": "Auto"}
    return {**image, "msteams": {"allowExpand": True}}


def _is_link(url: str) -> bool:
    """https, a telephone number or an e-mail address; plain http on this machine only (the playground)."""
    scheme, colon, rest = url.partition(":")
    if not colon or not url.isprintable() or " " in url:
        return False
    if scheme == "http":
        return is_loopback(rest.removeprefix("//").split("/")[0].rsplit(":", 1)[0])
    return scheme in LINK_SCHEMES


def _action_sets(buttons: tuple[Button, ...]) -> Iterable[Element]:
    actions = [action for button in buttons if (action := _action(button))]
    for start in range(0, len(actions), MAX_ACTIONS):
        yield {"type": "ActionSet", "actions": actions[start : start + MAX_ACTIONS]}


def _action(button: Button) -> Element | None:
    title = clean(button.label).replace("\n", " ") or "–"
    if button.url is not None:
        return {"type": "Action.OpenUrl", "title": title, "url": button.url} if _is_link(button.url) else None
    pressed: Element = {"title": title, "data": button_data(button.data)}
    if button.style != "default":
        pressed["style"] = button.style
    if not button.inputs:
        pressed["associatedInputs"] = "none"
    fallback = {"type": "Action.Submit", **pressed}
    return {"type": "Action.Execute", "verb": VERB, **pressed, "fallback": fallback}
