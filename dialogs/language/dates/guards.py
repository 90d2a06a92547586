"""Numbers and words that look like dates and are none: case numbers, floors, phone numbers, amounts, «hver mandag»."""
# ruff: noqa: SIM905 - lists of words are read, and sorted, as text
# ruff: noqa: PLR2004 - the numbers of clock and calendar are their own names

import dataclasses

from dialogs.language.dates import chunks, things
from dialogs.language.dates.model import Item

# Words that keep their date kinds when only the number kinds are taken.
DATE_KINDS = frozenset("dm dmslash ddm dmdm hm hmhm nhm nyear nn ord yy hhmm year decimal n".split())
MUTED = frozenset(
    {
        "kl",
        "hm",
        "hhmm",
        "colon",
        "ca",
        "ord",
        "n",
        "wd",
        "unit",
        "mon",
        "season",
        "part",
        "dm",
        "hol",
        "meeting",
        "last",
    }
)
CALENDAR = frozenset({"kl", "unit", "wd", "wdx", "mon", "monx", "by", "latest", "ca", "fram"})
EVERY_REACH = 3
COPULAS_REACH = 4
SPLIT_PHONE = 3


def block(items: list[Item]) -> list[Item]:
    """The items, with the kinds taken from those that are no date."""
    items = _spaced_date(items)
    out = list(items)
    for at, item in enumerate(items):
        if "digits" in item.kinds and _names_or_counts(items, at):
            out[at] = _without(item, DATE_KINDS | {"colon"})
        elif "every" in item.kinds and item.text != "alle":
            _mute_after(out, at)
    _mute_phones(out)
    return out


def _spaced_date(items: list[Item]) -> list[Item]:
    """«15 03 2026» as one item; more numbers beside it make it no date."""
    out: list[Item] = []
    at = 0
    while at < len(items):
        three = items[at : at + 3]
        alone = not (at and "digits" in items[at - 1].kinds) and not (
            at + 3 < len(items) and "digits" in items[at + 3].kinds
        )
        if (
            len(three) == 3
            and alone
            and "year" in three[2].kinds
            and all("n" in item.kinds and "digits" in item.kinds for item in three[:2])
        ):
            date = chunks.day_month(three[0].text, three[1].text, three[2].text)
            if date is not None:
                out.append(Item(three[0].start, three[2].end, three[0].text, {"digits": three[0].text, "dm": date}))
                at += 3
                continue
        out.append(items[at])
        at += 1
    return out


def _names_or_counts(items: list[Item], at: int) -> bool:
    item = items[at]
    before = items[at - 1] if at else None
    after = items[at + 1] if at + 1 < len(items) else None
    if item.text == "24/7" and (before is None or not (_calendar(before) or "den" in before.kinds)):
        return True
    if before and (_names(items, at) or _glued_to_code(items, at) or _is_value(items, at)):
        return True
    return _is_share(item, before) or bool(after and _counts(item, after, items, at))


def _is_value(items: list[Item], at: int) -> bool:
    """«blodsukkeret 6.5», «temperaturen ble målt til 12.5»: what the number is read off stands before it."""
    place = at - 1
    while place > max(0, at - COPULAS_REACH) and items[place].text in things.COPULAS:
        place -= 1
    return items[place].text.endswith(things.MEASURED_ENDINGS)


def _is_share(item: Item, before: Item | None) -> bool:
    """«i stedet for 1/2», «bare 3/4»: a small fraction after a word that asks for an amount."""
    return before is not None and item.text in things.FRACTIONS and before.text in things.BEFORE_A_SHARE


def _names(items: list[Item], at: int) -> bool:
    before = items[at - 1]
    if before.text in (":", "-", "–", "#", ".") and at > 1 and before.text != ".":
        return before.text == "#" or (before.glued and items[at - 2].text in things.NUMBERED and items[at].glued)
    if before.text == "i" and at > 1 and items[at - 2].text.startswith(things.CLASSES):
        return True  # «elevene i 8.2»
    if before.text not in things.NUMBERED and not before.text.endswith(("nummer", "nr", *things.NUMBERED_ENDINGS)):
        return False
    after = items[at + 1] if at + 1 < len(items) else None
    is_date = "ord" in items[at].kinds and after is not None and ("mon" in after.kinds or "monx" in after.kinds)
    return not is_date


def _glued_to_code(items: list[Item], at: int) -> bool:
    """«AVV-2026-0042», «B12», «v2.1», «x/2026-03-15»."""
    item, before = items[at], items[at - 1]
    if not item.glued:
        return False
    if before.text in ("-", "_", "/", "@", "+", "§", "#", "$", "="):
        return (
            bool(at > 1 and before.glued and items[at - 2].text[0].isalpha() and not _calendar(items[at - 2]))
            or before.text in "@+§#_="
        )
    short = before.text in ("u", "v", "q", "t", "h", "den", "kv") and (
        "n" in item.kinds or (before.text == "q" and "nn" in item.kinds)
    )
    return before.text[0].isalpha() and not (_calendar(before) or short)


def _calendar(item: Item) -> bool:
    return not item.kinds.keys().isdisjoint(CALENDAR)


def _counts(item: Item, after: Item, items: list[Item], at: int) -> bool:
    if after.text == "-" and after.glued:
        following = items[at + 2] if at + 2 < len(items) else None
        return bool(
            following
            and following.glued
            and following.text[0].isalpha()
            and not _calendar(following)
            and "hourish" not in following.kinds
        )
    if "n" in item.kinds and "unit" in after.kinds:
        return False
    if "n" in item.kinds and after.text in ("a", "v", "m", "t", "c", "av", "i", "of"):
        return False
    if after.text == "av" and "dmslash" not in item.kinds:
        return False
    if after.text in things.MEASURES and not item.kinds.keys().isdisjoint(
        {"dm", "hm", "nn", "ddm", "n", "hhmm", "year"}
    ):
        return not ("unit" in after.kinds and "nn" in item.kinds)
    return False


def _mute_after(out: list[Item], at: int) -> None:
    """«hver fredag», «hver 14. dag», «første mandag i hver måned»: a rhythm is no date."""
    if at > 1 and out[at - 1].text in ("i", "in", "of"):
        for place in (at - 2, at - 3):
            if place >= 0:
                out[place] = _without(out[place], MUTED)
    for place in range(at + 1, min(at + 1 + EVERY_REACH, len(out))):
        if out[place].kinds.keys().isdisjoint(MUTED):
            break
        out[place] = _without(out[place], MUTED)


def _mute_phones(out: list[Item]) -> None:
    """Three or more bare numbers in a row are a phone or an account number."""
    run: list[int] = []
    for at, item in enumerate([*out, None]):
        if item and "digits" in item.kinds and item.text.isdecimal() and "dot" not in item.kinds:
            run.append(at)
            continue
        if len(run) >= SPLIT_PHONE and "kl" not in out[run[0] - 1 if run[0] else 0].kinds:
            for place in run:
                out[place] = _without(out[place], DATE_KINDS)
        run = []


def _without(item: Item, gone: frozenset[str]) -> Item:
    return dataclasses.replace(item, kinds={kind: value for kind, value in item.kinds.items() if kind not in gone})
