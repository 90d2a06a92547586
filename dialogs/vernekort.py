"""Stopped work and questions to a leader as cards, for those who may see them (aml §§ 6-2 and 6-3)."""

from dialogs.context import Reader
from dialogs.contract import Block, Button, Facts, Message, Paragraph, Run
from dialogs.i18n import N_
from hms.organisasjon import queries as org
from hms.verneombud import queries, rules
from hms.verneombud.model import KravOmSvar, Stans


def stans(r: Reader, row: Stans) -> Message | None:
    """The stop as this reader may see it; None for somebody who may not."""
    if not queries.ser_stans(r.session, row, r.leser.person_id, r.today):
        return None
    t = r.t
    facts = [
        (N_("Enhet"), enhet(r, row.node_id)),
        (N_("Sted"), row.sted),
        (N_("Stanset fra"), t.moment(row.fra_at, r.today)),
        (N_("Verneombud"), navn(r, row.verneombud_id)),
    ]
    if row.slutt_at is not None:
        facts.append((N_("I gang igjen"), _slutt(r, row)))
    head = N_("Arbeidet er i gang igjen") if row.slutt_at else N_("Verneombudet har stanset arbeidet")
    blocks: list[Block] = [
        t.rich(head, tone="normal" if row.slutt_at else "emergency"),
        Facts(tuple((t.text(label), value) for label, value in facts)),
        sitat(row.grunn),
    ]
    if row.slutt_at is not None:
        return Message(tuple(blocks))
    blocks += plikten(r)
    if queries.er_leder(r.session, row, r.leser.person_id, r.today):
        text = N_(
            "Ta stilling til faren nå, sammen med verneombudet. Er dere ikke enige, tar Arbeidstilsynet stilling: ring {telefon}."
        )
        blocks.append(t.rich(text, telefon=r.kommune.telefon_ulykke or "–"))
    ends = queries.er_verneombud_for(r.session, r.leser.person_id, row.node_id, r.today) or queries.er_leder(
        r.session, row, r.leser.person_id, r.today
    )
    data = {"action": "stans", "do": "slutt", "stans": row.id, "token": ""}
    return Message(tuple(blocks), (Button(t.text(N_("Arbeidet er i gang igjen")), data),) if ends else ())


def plikten(r: Reader) -> list[Block]:
    """What the law says, and what the kommune's own routine says (T-26)."""
    return [
        r.t.rich(
            N_(
                "Verneombudet **kan** stanse arbeidet ved umiddelbar fare for liv eller helse som ikke straks kan avverges på annen måte, og det er verneombudet som avgjør (aml § 6-3). Arbeidet kan være stanset til Arbeidstilsynet har tatt stilling. Verneombudet er ikke erstatningsansvarlig."
            )
        ),
        _lokalt(r),
    ]


def _lokalt(r: Reader) -> Paragraph:
    """The kommune's own words in place of the document's, where it has any (`stans.tekst`)."""
    egen = r.kommune.regelverk.standard.stans_tekst
    if egen:
        return Paragraph((Run(egen),), "small")
    return r.t.rich(N_("HMS-dokumentet sier at verneombudet skal stanse arbeidet da. Krav 5.0-8."), tone="small")


def krav(r: Reader, row: KravOmSvar) -> Message | None:
    """The question as this reader may see it; None for somebody who may not."""
    person_id = r.leser.person_id
    if not queries.ser_krav(r.session, row, person_id, r.today):
        return None
    t = r.t
    blocks: list[Block] = [
        t.rich(N_("Verneombudet ber om svar"), tone="heading"),
        Facts(
            tuple(
                (t.text(label), value)
                for label, value in (
                    (N_("Verneombud"), navn(r, row.verneombud_id)),
                    (N_("Enhet"), enhet(r, row.node_id)),
                    (N_("Leder som skal svare"), navn(r, row.leder_id)),
                    (N_("Status"), status(r, row)),
                )
            )
        ),
        sitat(row.tekst),
    ]
    if row.svar is not None:
        text = N_("Svar fra {navn} {tid}:")
        when = t.moment(row.svar_at, r.today) if row.svar_at else ""
        blocks += [t.rich(text, tone="small", navn=navn(r, row.svar_av), tid=when), sitat(row.svar)]
    blocks.append(t.rich(N_("Verneombudet har rett til svar i rimelig tid. Aml § 6-2."), tone="small"))
    return Message(tuple(blocks), knapper(r, row))


def knapper(r: Reader, row: KravOmSvar) -> tuple[Button, ...]:
    """What this reader may do with the question now."""
    buttons = []
    person_id = r.leser.person_id
    if row.status in rules.UBESVART and queries.kan_svare(r.session, row, person_id, r.today):
        buttons.append(_knapp(r, row, N_("Svar verneombudet"), "svar"))
    own = person_id == row.verneombud_id or queries.er_verneombud_for(r.session, person_id, row.node_id, r.today)
    if own and row.status == rules.BESVART:
        buttons.append(_knapp(r, row, N_("Be om nytt svar"), "nytt_svar"))
    if own and row.status != rules.LUKKET:
        buttons.append(_knapp(r, row, N_("Lukk spørsmålet"), "lukk"))
    return tuple(buttons)


def status(r: Reader, row: KravOmSvar) -> str:
    """«Venter på svar innen …», «Besvart», «Lukket», or that it stands on the list of the AMU."""
    t = r.t
    if row.status == rules.LUKKET:
        return t.text(N_("Lukket"))
    if row.status == rules.BESVART:
        return t.text(N_("Besvart"))
    if row.amu_at is not None:
        return t.text(N_("Ikke besvart, frist {frist}. Står på lista til AMU"), frist=t.day(row.frist, r.today))
    return t.text(N_("Venter på svar, frist {frist}"), frist=t.day(row.frist, r.today))


def navn(r: Reader, person_id: int | None) -> str:
    """The person's name, or nothing."""
    person = org.person(r.session, person_id) if person_id is not None else None
    return person.navn if person else ""


def enhet(r: Reader, node_id: int) -> str:
    """The unit's name."""
    node = org.node(r.session, node_id)
    return node.navn if node else ""


def sitat(text: str) -> Paragraph:
    """What somebody wrote, as it stands."""
    return Paragraph((Run(text),), "quote")


def _slutt(r: Reader, row: Stans) -> str:
    when = r.t.moment(row.slutt_at, r.today) if row.slutt_at else ""
    if row.slutt_som == rules.ARBEIDSTILSYNET:
        text = N_("{tid}, etter vedtak fra Arbeidstilsynet, ført opp av {navn}")
    else:
        text = N_("{tid}, bestemt av verneombudet {navn}")
    return r.t.text(text, tid=when, navn=navn(r, row.slutt_av))


def _knapp(r: Reader, row: KravOmSvar, label: str, do: str) -> Button:
    token = f"krav:{row.id}:{do}:{row.runde}" if do != "svar" else ""
    return Button(r.t.text(label), {"action": "krav", "do": do, "krav": row.id, "token": token})
