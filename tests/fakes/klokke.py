"""A clock that stands still until a test moves it."""

from datetime import UTC, datetime, timedelta

MANDAG = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)


class FakeKlokke:
    """Both clocks in one: `now` in UTC, and a `monotonic` that follows it but never goes back."""

    def __init__(self, moment: datetime = MANDAG) -> None:
        self.moment = moment
        self._monotonic = 1000.0

    def now(self) -> datetime:
        return self.moment

    def monotonic(self) -> float:
        return self._monotonic

    def move_to(self, moment: datetime) -> None:
        """Makes `moment` (aware) the present; the monotonic clock moves on only when it is later."""
        moment = moment.astimezone(UTC)
        self._monotonic += max(0.0, (moment - self.moment).total_seconds())
        self.moment = moment

    def advance(self, *, days: float = 0, hours: float = 0, minutes: float = 0, seconds: float = 0) -> datetime:
        """Lets time go by, and tells what it has become."""
        self.move_to(self.moment + timedelta(days=days, hours=hours, minutes=minutes, seconds=seconds))
        return self.moment
