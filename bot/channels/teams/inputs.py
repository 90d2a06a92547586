"""Fields as Adaptive Card inputs."""

import re
from dataclasses import replace
from typing import Any

from bot.channels.teams.text import clean
from dialogs.contract import Field

MAX_EXPANDED = 5
# Letters, digits and the marks of ordinary words; a full stop only where it cannot make a link or a numbered list.
LITERAL = re.compile(r"(?!-|\d+[.)])(?:[^\W_]|[ «»,:–?/()-]|\.(?![^\W\d_]))+")
PARENTHESIS = re.compile(r"(?<= )\(([^()\[\]]+)\)")
BRACKETS = re.compile(r"[()]")  # «vernedag(er)» is read on as one word
MARKS = re.compile(r"[^\w «»,:;–?/.+%=-]|_")

Element = dict[str, Any]


def is_literal(text: str) -> bool:
    """Does the text look the same whether or not it is read as markdown?"""
    return LITERAL.fullmatch(text) is not None and "://" not in text


def input_of(field: Field) -> Element:
    """The input of a field, with its label, and what is said when a required one is left empty."""
    if (
        field.kind == "check"
    ):  # a parenthesis would be left out of it as half a link: what stands in it comes after a dash
        field = replace(field, label=PARENTHESIS.sub(r"– \1", field.label))
    made: Element = {"id": field.key, "label": _line(field.label), **INPUTS[field.kind](field)}
    if made.get("title") == made["label"]:
        del made["label"]
    if field.required:
        made |= {"isRequired": True, "errorMessage": _line(field.error or field.label)}
    return made


def _text(field: Field) -> Element:
    made: Element = {"type": "Input.Text", "isMultiline": field.long}
    if field.max_length is not None:
        made["maxLength"] = field.max_length
    return _with_value(made, field)


def _choice(field: Field) -> Element:
    """Few choices lie open; many, or ones that an open list would read as markdown, are folded."""
    labels = [_line(option.label) for option in field.options]
    is_open = len(labels) <= MAX_EXPANDED and all(is_literal(label) for label in labels)
    choices = [{"title": label, "value": option.value} for label, option in zip(labels, field.options, strict=True)]
    made = {"type": "Input.ChoiceSet", "style": "expanded" if is_open else "compact", "wrap": True, "choices": choices}
    return _with_value(made, field)


def _date(field: Field) -> Element:
    return _with_value({"type": "Input.Date"}, field)


def _time(field: Field) -> Element:
    return _with_value({"type": "Input.Time"}, field)


def _check(field: Field) -> Element:
    """The words stand beside the box, where markdown is read, so its marks are left out of them."""
    title = clean(MARKS.sub(" ", BRACKETS.sub("", _line(field.label)))) or "–"
    made: Element = {"type": "Input.Toggle", "title": title, "valueOn": "true", "valueOff": "false", "wrap": True}
    return _with_value(made, field)


def _with_value(made: Element, field: Field) -> Element:
    return made if field.value is None else {**made, "value": clean(field.value)}


def _line(text: str) -> str:
    return clean(text).replace("\n", " ") or "–"


INPUTS = {"text": _text, "choice": _choice, "date": _date, "time": _time, "check": _check}
