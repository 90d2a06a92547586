"""The prepared statements of the outbox. All times here are machine time, but `sivil`."""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import ColumnElement, Integer, String, and_, bindparam, cast, exists, null, or_, update
from sqlalchemy.orm import aliased
from sqlmodel import col, select
from sqlmodel.sql.expression import SelectOfScalar

from hms.kit.sporring import Setning
from hms.outbox.model import FERDIGE, LEID, SENDES, SENDT, TVETYDIG, VENTER, Prioritet, Utboks
from hms.samtale.model import Kort

STRAKS = datetime(1970, 1, 1, tzinfo=UTC)
MEST_VEKKET = 200
DENNE = col(Utboks.id) == bindparam("row_id")
IKKE_FERDIG = and_(*(col(Utboks.status) != status for status in FERDIGE))
VENTER_FORAN = Setning(
    select(col(Utboks.id))
    .where(
        col(Utboks.samtale_id) == bindparam("samtale_id"),
        or_(
            and_(
                or_(*(col(Utboks.status) == status for status in (VENTER, LEID, TVETYDIG))),
                col(Utboks.prioritet) <= int(Prioritet.SVAR),
            ),
            and_(col(Utboks.status) == SENDES, col(Utboks.leie_eier) != bindparam("eier")),
        ),
    )
    .limit(1)
)
UTEN_STED = (col(Utboks.status) == VENTER, col(Utboks.samtale_id).is_(None))
TIL = cast(col(Utboks.mottaker), String)
TIL_KONTOEN = bindparam("konto", type_=String) == TIL
PLIKT = and_(col(Utboks.person_id).is_(None), col(Utboks.grunn).is_not(None), TIL.contains('"rolle"'))
VEKK = update(Utboks).where(*UTEN_STED).values(neste_at=STRAKS, grunn=null())
VEKK_KONTO = Setning(VEKK.where(TIL_KONTOEN))
VEKK_PERSON = Setning(VEKK.where(or_(col(Utboks.person_id) == bindparam("person_id"), TIL_KONTOEN, PLIKT)))
FORBIGATT = Setning(
    select(col(Utboks.id), col(Utboks.mottaker)).where(*UTEN_STED, TIL.contains('"uten"')).limit(MEST_VEKKET)
)
NY_MOTTAKER = Setning(update(Utboks).where(DENNE).values(mottaker=bindparam("til")))
SENDES_NA = Setning(
    update(Utboks)
    .where(DENNE, col(Utboks.status) == LEID, col(Utboks.leie_eier) == bindparam("eier"))
    .values(status=SENDES, leie_til=bindparam("til"), forsok=Utboks.forsok + 1)
)
LEVERT = Setning(
    update(Utboks)
    .where(DENNE, IKKE_FERDIG)
    .values(
        status=SENDT, platform_id=bindparam("plattform"), ferdig_at=bindparam("at"), kropp=null(), leie_eier=null(),
        leie_til=null(),
    )
    .returning(col(Utboks.kort), col(Utboks.oppdatering), col(Utboks.samtale_id))
)  # fmt: skip
ELDRE_KORT = Setning(
    update(Kort)
    .where(
        col(Kort.nokkel) == bindparam("kort"),
        col(Kort.samtale_id) == bindparam("samtale_id"),
        col(Kort.platform_id) != bindparam("plattform"),
    )
    .values(nokkel=bindparam("eldre"))
)


def _forfalt(rad: Any) -> ColumnElement[bool]:
    return or_(col(rad.ikke_for).is_(None), col(rad.ikke_for) <= bindparam("sivil"))


def _ledige() -> SelectOfScalar[Utboks]:
    """What may be leased now; built once, for building it costs more than asking."""
    other = aliased(Utboks)
    ahead = or_(
        col(other.prioritet) < col(Utboks.prioritet),
        and_(col(other.prioritet) == col(Utboks.prioritet), col(other.id) < col(Utboks.id)),
    )
    has_card = exists().where(col(Kort.nokkel) == col(other.kort), col(Kort.samtale_id) == col(other.samtale_id))
    blocked = exists().where(
        col(other.samtale_id) == col(Utboks.samtale_id),
        col(other.id) != col(Utboks.id),
        or_(
            col(other.status).in_((LEID, SENDES)),
            and_(
                col(other.status).in_((VENTER, TVETYDIG)),
                _forfalt(other),
                ahead,
                or_(col(other.oppdatering).is_(False), has_card),
            ),
        ),
    )
    card_is_there = exists().where(col(Kort.nokkel) == col(Utboks.kort), col(Kort.samtale_id) == col(Utboks.samtale_id))
    return (
        select(Utboks)
        .where(
            col(Utboks.status).in_((VENTER, TVETYDIG)),
            col(Utboks.samtale_id).is_not(None),
            col(Utboks.prioritet) <= bindparam("hoyst"),
            col(Utboks.neste_at) <= bindparam("now"),
            _forfalt(Utboks),
            ~blocked,
            or_(col(Utboks.oppdatering).is_(False), card_is_there),
        )
        .order_by(col(Utboks.prioritet), col(Utboks.id))
        .limit(bindparam("grense", type_=Integer))
        .with_for_update(skip_locked=True)
    )


LEDIGE = _ledige()
UTEN_ADRESSE = (
    select(Utboks)
    .where(*UTEN_STED, col(Utboks.neste_at) <= bindparam("now"), _forfalt(Utboks))
    .order_by(col(Utboks.prioritet), col(Utboks.id))
    .limit(bindparam("grense", type_=Integer))
    .with_for_update(skip_locked=True)
)
