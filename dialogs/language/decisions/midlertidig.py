"""A small reader of deadlines."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime, timedelta

M = {
    m: i
    for i, ms in enumerate(
        [
            "jan(?:uar)?",
            "feb(?:ruar)?",
            "mars?",
            "apr(?:il)?",
            "mai|may",
            "juni?",
            "juli?",
            "aug(?:ust)?",
            "sep(?:t(?:ember)?)?",
            "okt(?:ober)?",
            "nov(?:ember)?",
            "des(?:ember)?|december",
        ],
        1,
    )
    for m in [ms]
}
MN = "|".join(M)
D = [
    ("man(?:dag)?|måndag", 0),
    ("tirs(?:dag)?|tysdag", 1),
    ("ons(?:dag)?", 2),
    ("tors(?:dag)?", 3),
    ("fre(?:dag)?", 4),
    ("lør(?:dag)?|laurdag", 5),
    ("søn(?:dag)?", 6),
]
DN = "|".join(d for d, _ in D)
T = {"en": 1, "ei": 1, "to": 2, "tre": 3, "fire": 4}


@dataclass(frozen=True)
class R:
    start: date | None
    end: date | None
    anchor: str | None
    alternatives: tuple
    span: tuple[int, int]


def mon(s):
    return next(i for p, i in M.items() if re.fullmatch(p, s, re.IGNORECASE))


def wd(s):
    return next(i for p, i in D if re.fullmatch(p, s, re.IGNORECASE))


def eom(y, m):
    return date(y, m, monthrange(y, m)[1])


def nxt(ref, d, m, y=None):
    if y:
        return date(y + 2000 if y < 100 else y, m, d)
    x = date(ref.year, m, d)
    return x if x >= ref else date(ref.year + 1, m, d)


def wkd(ref, w):
    return ref + timedelta((w - ref.weekday() - 1) % 7 + 1)


def read(text: str, ref: datetime, direction: str = "future"):
    r = ref.date()
    best = None

    def hit(m, s, e, a=None, alt=()) -> None:
        nonlocal best
        if best is None or (m.start(), -m.end()) < (best.span[0], -best.span[1]):
            best = R(s, e, a, alt, (m.start(), m.end()))

    for p, a in (
        (r"\b(så )?(snarest( mulig)?|fort som mulig|snart som (råd|mogleg|mulig)|asap|straks)\b", "snarest"),
        (r"\b(fort)?løpende\b|\bfortløpande\b", "fortlopende"),
        (r"\b(til |på )?neste (mks-)?møte\b", "neste_mote"),
    ):
        for m in re.finditer(p, text, re.IGNORECASE):
            hit(m, None, None, a)

    def dt(p, f) -> None:
        for m in re.finditer(
            r"\b(?:(før|innen|innan|by|senest|seinast) )?(?:(?:den|" + DN + r"),? )?" + p, text, re.IGNORECASE
        ):
            try:
                e = f(m)
            except (ValueError, StopIteration):
                continue
            if m.group(1) and m.group(1).lower() == "før":
                e -= timedelta(1)
            hit(m, e, e)

    dt(r"(\d{4})-(\d\d)-(\d\d)\b", lambda m: date(int(m[2]), int(m[3]), int(m[4])))
    dt(
        r"(\d{1,2})[./](\d{1,2})(?:[./-](\d{4}|\d\d))?\b\.?(?!/\d)",
        lambda m: nxt(r, int(m[2]), int(m[3]), int(m[4]) if m[4] else None),
    )
    dt(
        r"(\d{1,2})\.? ?(" + MN + r")\b\.?(?: (\d{4}))?",
        lambda m: nxt(r, int(m[2]), mon(m[3]), int(m[4]) if m[4] else None),
    )
    for m in re.finditer(r"\b(?:(neste|førstkommende) )?(" + DN + r")\b( neste uke)?", text, re.IGNORECASE):
        e = wkd(r, wd(m[2]))
        if m[3] or (m[1] and m[1].lower() == "neste"):
            e = r + timedelta(7 - r.weekday() + wd(m[2]))
        hit(m, e, e)
    for m in re.finditer(r"\bi dag\b", text, re.IGNORECASE):
        hit(m, r, r)
    for m in re.finditer(r"\bi morg[eo]n\b", text, re.IGNORECASE):
        hit(m, r + timedelta(1), r + timedelta(1))
    for m in re.finditer(
        r"\b(?:om|innen|innan) (\d+|en|ei|to|tre|fire) (dager|dagar|uker|uke|veker|veke)\b", text, re.IGNORECASE
    ):
        n = T.get(m[1].lower()) or int(m[1])
        n *= 1 if m[2][0] == "d" else 7
        hit(m, r + timedelta(n), r + timedelta(n))
    for m in re.finditer(r"\b(?:uke|veke) (\d+)\b", text, re.IGNORECASE):
        try:
            e = date.fromisocalendar(r.year, int(m[1]), 7)
        except ValueError:
            continue
        hit(m, e - timedelta(6), e)
    for m in re.finditer(r"\bneste uke\b", text, re.IGNORECASE):
        e = r + timedelta(13 - r.weekday())
        hit(m, e - timedelta(6), e)
    for m in re.finditer(r"\bi løpet av (uka|veka)\b", text, re.IGNORECASE):
        e = r + timedelta(6 - r.weekday())
        hit(m, r, e)
    for m in re.finditer(
        r"\b(?:(primo|medio|ultimo|utgangen av|midten av|ut|i løpet av|innen|før) )?(" + MN + r")\b",
        text,
        re.IGNORECASE,
    ):
        mm = mon(m[2])
        y = r.year + (mm < r.month)
        q = (m[1] or "").lower()
        e = {"primo": date(y, mm, 10), "medio": date(y, mm, 15), "midten av": date(y, mm, 15)}.get(q, eom(y, mm))
        hit(m, date(y, mm, 1), e)
    for m in re.finditer(r"\butgangen av (måneden|året)|årsskiftet", text, re.IGNORECASE):
        hit(m, r, eom(r.year, r.month) if m[1] == "måneden" else date(r.year, 12, 31))
    for m in re.finditer(r"\bfør påske\b", text, re.IGNORECASE):
        hit(m, date(2026, 4, 1), date(2026, 4, 1), None, ((date(2026, 3, 27), date(2026, 3, 27)),))
    for m in re.finditer(r"\bover påske\b", text, re.IGNORECASE):
        hit(m, date(2026, 4, 7), date(2026, 4, 7))
    for m in re.finditer(r"\b(?:(\d)\. kvartal|Q(\d))(?: (\d{4}))?", text, re.IGNORECASE):
        q = int(m[1] or m[2])
        if 1 <= q <= 4:
            hit(m, None, eom(int(m[3] or r.year), q * 3))
    for m in re.finditer(r"\bsommeren\b", text, re.IGNORECASE):
        hit(m, None, date(r.year, 6, 30))
    return best
