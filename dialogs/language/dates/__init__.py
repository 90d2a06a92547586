"""interim"""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class DateReading:
    start: Any = None
    end: Any = None
    start_time: Any = None
    end_time: Any = None


def read(text, ref, direction):
    return None
