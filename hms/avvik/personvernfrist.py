"""The clock of personal data gone astray: 72 hours by the clock, and who is reminded on the way. Pure (GDPR article 33)."""

from collections.abc import Collection, Sequence
from datetime import UTC, datetime, timedelta

from hms.stige import Stige, Trinn, stiger

KATEGORI = "personvern_infosikkerhet"
FRIST = timedelta(hours=72)


def frist(kjent_at: datetime) -> datetime:
    """The last moment for telling Datatilsynet: 72 hours by the clock, in July and over the change of clocks too (UTC)."""
    return kjent_at.astimezone(UTC) + FRIST


def stigen() -> Stige:
    """The ladder `avvik_personvern` of stiger.yaml; its steps are minutes from when the breach was known."""
    return stiger()["avvik_personvern"]


def forfalte(kjent_at: datetime, tatt: Collection[str], now: datetime) -> Sequence[Trinn]:
    """The steps that are due and not taken, in order.

    The deadline does not move, so neither do the steps: after downtime the last of these is the one that is sent, and the
    others count as taken with it. That is unlike the other ladders, where a late step pushes the next.
    """
    start = kjent_at.astimezone(UTC)
    return [step for step in stigen().trinn if step.navn not in tatt and step.etter(start) <= now]


def neste(kjent_at: datetime, tatt: Collection[str]) -> datetime | None:
    """When to look again: the first step that is not taken (UTC); None when all are."""
    start = kjent_at.astimezone(UTC)
    return min((step.etter(start) for step in stigen().trinn if step.navn not in tatt), default=None)
