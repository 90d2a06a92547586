"""Lets dateparser answer the dates bank: JSON lines in, `{"start", "end", "ms"}` out. Runs in a virtual environment of its own.

`python dateparser_run.py LANGUAGE parse|search`. A period that dateparser knows (week, month, year) becomes an interval.
"""

import calendar
import json
import sys
from datetime import datetime, timedelta
from time import perf_counter
from typing import Any

from dateparser.date import DateDataParser
from dateparser.search import search_dates


def settings(record: dict[str, Any]) -> dict[str, Any]:
    """The moment that words are relative to, and which way to look."""
    return {
        "RELATIVE_BASE": datetime.fromisoformat(record["ref"]).replace(tzinfo=None),
        "PREFER_DATES_FROM": record["direction"],
        "RETURN_TIME_AS_PERIOD": True,
    }


def interval(moment: datetime, period: str) -> dict[str, str]:
    """The days of a period, or the minute."""
    if period == "time":
        minute = f"{moment:%Y-%m-%dT%H:%M}"
        return {"start": minute, "end": minute}
    first = last = moment.date()
    if period == "week":
        first -= timedelta(days=first.weekday())
        last = first + timedelta(days=6)
    elif period == "month":
        first, last = first.replace(day=1), last.replace(day=calendar.monthrange(last.year, last.month)[1])
    elif period == "year":
        first, last = first.replace(month=1, day=1), last.replace(month=12, day=31)
    return {"start": first.isoformat(), "end": last.isoformat()}


def parsed(record: dict[str, Any], language: str) -> dict[str, str | None]:
    """The whole text as a date."""
    data = DateDataParser(languages=[language], settings=settings(record)).get_date_data(record["text"])
    return interval(data.date_obj, data.period) if data.date_obj else {"start": None, "end": None}


def searched(record: dict[str, Any], language: str) -> dict[str, str | None]:
    """The first date inside the text."""
    found = search_dates(record["text"], languages=[language], settings=settings(record))
    if not found:
        return {"start": None, "end": None}
    moment = found[0][1]
    clock = (moment.hour, moment.minute) not in {
        (0, 0),
        (settings(record)["RELATIVE_BASE"].hour, settings(record)["RELATIVE_BASE"].minute),
    }
    return interval(moment, "time" if clock else "day")


def main() -> None:
    """Answers every line."""
    language, how = sys.argv[1:]
    answer = parsed if how == "parse" else searched
    for line in sys.stdin:
        record = json.loads(line)
        start = perf_counter()
        found = answer(record, language)
        print(json.dumps({**found, "ms": (perf_counter() - start) * 1000}))


if __name__ == "__main__":
    main()
