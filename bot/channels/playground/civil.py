"""The civil clock as the API shows and moves it. Pure."""

from datetime import UTC, datetime, timedelta

from bot.channels.playground.activities import OSLO
from bot.channels.playground.body import number_field
from bot.channels.playground.model import Json, Refused

YEARS = range(2020, 2101)
DATE_HELP = (
    "«to» must be an ISO moment, as 2026-11-23T08:00 (Europe/Oslo) or 2026-11-23T07:00Z, in the years 2020 to 2100"
)


def clock_json(now: datetime) -> Json:
    """A moment in UTC and as the kommune reads it."""
    return {
        "now": now.astimezone(UTC).isoformat(timespec="seconds"),
        "oslo": now.astimezone(OSLO).isoformat(timespec="seconds"),
    }


def wanted_moment(body: Json, now: datetime) -> datetime:
    """The moment that a clock request asks for. Days keep the wall clock in Oslo; hours are real hours. Refused: 400."""
    days = number_field(body, "days", least=-3660, most=3660)
    hours = number_field(body, "hours", least=-87_840, most=87_840)
    if (body.get("to") is not None) + (days is not None) + (hours is not None) != 1:
        raise Refused(400, "BadArgument", f"give one of «to», «days» and «hours»; {DATE_HELP}")
    if days is not None:
        moment = (now.astimezone(OSLO) + timedelta(days=days)).astimezone(UTC)
    elif hours is not None:
        moment = now + timedelta(hours=hours)
    else:
        moment = _parse(body["to"])
    if moment.astimezone(OSLO).year not in YEARS:
        raise Refused(400, "BadArgument", DATE_HELP)
    return moment


def _parse(value: object) -> datetime:
    try:
        moment = datetime.fromisoformat(value if isinstance(value, str) else "")
        return (moment if moment.tzinfo else moment.replace(tzinfo=OSLO)).astimezone(UTC)
    except (ValueError, OverflowError):
        raise Refused(400, "BadArgument", DATE_HELP) from None
