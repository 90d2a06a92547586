"""interim"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any


@dataclass(frozen=True)
class ReportReading:
    when: Any
    where: Any
    categories: tuple[Any, ...]
    injured: bool | None
    skade: str | None
    text: str


def read(text: str, ref: datetime) -> ReportReading:
    return ReportReading(None, None, (), None, None, text)
