"""A personal number in two messages: the last digits of one and the first of the next. Only digits are held, and not for long."""

from dialogs.language.numre import Finding
from dialogs.language.sifre import LENGTH, Group, divided, groups_of, plausible, valid

FURTHEST = 40


def tail(text: str, before: str = "") -> str:
    """The digits that a number may go on from: those of the last stretch, groups parted by spaces, at most ten digits.

    `before` is the tail of the message before it; it counts on when this message is nothing but digits.
    """
    groups = groups_of(text)
    if not groups or len(text) - groups[-1].end > FURTHEST:
        return ""
    last = [_digits(group) for group in divided(text, groups)[-1]]
    if not any(c.isalpha() for c in text):
        last = [*before.split(), *last]
    kept: list[str] = []
    for group in reversed(last):
        if sum(map(len, kept)) + len(group) >= LENGTH:
            break
        kept.insert(0, group)
    return " ".join(kept)


def across(before: str, text: str) -> tuple[Finding, ...]:
    """The part of a personal number that stands in `text` when its beginning stands in `before`; nothing if there is none."""
    begun = [bytes(map(int, group)) for group in before.split()]
    groups = groups_of(text)
    if not begun or not groups or groups[0].start > FURTHEST:
        return ()
    head = divided(text, groups)[0]
    for first in range(len(begun)):
        left = b"".join(begun[first:])
        right = b""
        for group in head:
            right += group.digits
            whole = left + right
            if len(whole) == LENGTH and plausible(whole) and valid(whole):
                return (Finding("fodselsnummer", (head[0].start, group.end)),)
    return ()


def _digits(group: Group) -> str:
    return "".join(map(str, group.digits))
