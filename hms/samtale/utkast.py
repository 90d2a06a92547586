"""Forms that people have open about a case, when the case is closed to them."""

from sqlalchemy import String, cast
from sqlmodel import Session, col, select

from hms.samtale.model import Samtale


def slett_om(session: Session, nokkel: str, rad_id: int) -> int:
    """Drops every open form that is about this row («avvik», 42), whoever filled it. Returns how many."""
    like = f'%"@{nokkel}": {rad_id}%'
    found = session.exec(select(Samtale).where(cast(col(Samtale.tilstand), String).like(like))).all()
    about = [s for s in found if _om(s.tilstand, f"@{nokkel}", rad_id)]
    for samtale in about:
        samtale.tilstand, samtale.versjon, samtale.utkast_til = {}, samtale.versjon + 1, None
        session.add(samtale)
    return len(about)


def _om(tilstand: object, nokkel: str, rad_id: int) -> bool:
    if isinstance(tilstand, dict):
        return tilstand.get(nokkel) == rad_id or any(_om(value, nokkel, rad_id) for value in tilstand.values())
    return False
