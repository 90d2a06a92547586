"""Reminders of tiltak stand in the day's card, and no person has more than one message of a working day (kalender.md, rule 4)."""

from datetime import date, datetime

from sqlmodel import Session, select

from hms.kit.klokke import OSLO
from hms.organisasjon.model import Node
from hms.tiltak import service
from hms.tiltak.model import Tiltak
from hms.tiltak.service import Overtatt
from tests.fakes.varde import Rigg
from tests.scheduler.test_hjul import REKTOR, bare, til

HVA, ANNET = "Bytte lyspærer i trappa", "Merke nødutgangen"


def overta(rigg: Rigg, *hva: str, ansvarlig: str = REKTOR, frist: date = date(2027, 4, 26), node: str = "FJS") -> None:
    hvem = rigg.person(ansvarlig).id or 0

    def legg(s: Session) -> None:
        her = s.exec(select(Node.id).where(Node.ekstern_id == node)).one() or 0
        for ord_ in hva:
            nytt = Overtatt(ord_, "vernerunde", ord_, hvem, frist)
            service.overta(s, datetime(2027, 4, 20, 12, tzinfo=OSLO), nytt, node_id=her)

    rigg.skriv(legg)


async def test_the_reminders_stand_in_the_card_with_the_duties(begge: Rigg) -> None:
    bare(begge, "AH-01", "AH-08")
    await til(begge, "2027-04-20T12:00")
    overta(begge, HVA, ANNET)
    rektor = begge.konto(REKTOR)
    await til(begge, "2027-04-26T09:00")
    kort = begge.siste(rektor)
    assert len(begge.tekster(rektor)) == 1
    assert "Egenevaluering" in " ".join(felt.label for felt in kort.message.fields)
    assert f"Tiltaket «{HVA}» har frist" in kort.text
    assert f"Tiltaket «{ANNET}» har frist" in kort.text
    assert "6.3.5-3" in kort.text
    assert [k.label for k in kort.message.buttons if k.label.startswith("Svar: ")] == [f"Svar: {HVA}", f"Svar: {ANNET}"]
    assert begge.utboks(nokkel="tiltak_purring") == []
    await begge.trykk(rektor, f"Svar: {HVA}")
    assert "Tiltak etter vernerunde" in begge.siste(rektor).text


async def test_a_reminder_alone_is_answered_on_its_card_and_the_card_says_so(hjul: Rigg) -> None:
    bare(hjul)
    await til(hjul, "2027-04-20T12:00")
    overta(hjul, HVA)
    rektor = hjul.konto(REKTOR)
    await til(hjul, "2027-04-26T09:00")
    assert [k.label for k in hjul.siste(rektor).message.buttons] == ["Utført", "Be om ny frist"]
    await hjul.trykk(rektor, "Utført")
    await hjul.si(rektor, "pæra er skiftet")
    await hjul.ro()
    assert hjul.alle(Tiltak)[0].status == "utfort"
    oppdatert = [post for post in hjul.kanal.to(rektor.chat) if post.updates]
    assert f"Besvart: {HVA}" in oppdatert[-1].text


async def test_leader_and_verneombud_read_it_in_their_cards(hjul: Rigg) -> None:
    bare(hjul)
    await til(hjul, "2027-04-20T12:00")
    overta(hjul, HVA, ansvarlig="P011", frist=date(2027, 4, 27), node="FJS-MEL")
    for dag in ("2027-04-27T09:00", "2027-05-04T09:00"):
        await til(hjul, dag)
    leder = hjul.konto("P010")
    assert f"Tiltaket «{HVA}» hadde frist" in hjul.siste(leder).text
    assert "HMS-lista di" in hjul.siste(leder).text
    assert hjul.utboks(nokkel="tiltak_purring") == []
    kort = hjul.alle(Tiltak)[0].trinn[-1]["kort"]
    assert len(kort) == 3, "the responsible person, the leader and the verneombud"


async def test_what_hastes_is_a_message_of_its_own(hjul: Rigg) -> None:
    bare(hjul)
    await til(hjul, "2027-04-20T12:00")
    avvik = await hjul.meld(hjul.konto("P045"), grad="3")
    hvem = hjul.person("P044").id or 0

    def legg(s: Session) -> None:
        nytt = service.NyttTiltak(HVA, hvem, date(2027, 4, 22))
        naa, opphav = datetime(2027, 4, 20, 12, tzinfo=OSLO), ("avvik", avvik.id or 0)
        service.opprett(s, naa, hvem, nytt, opphav=opphav, node_id=avvik.node_id)

    hjul.skriv(legg)
    await til(hjul, "2027-04-23T09:00")
    assert [row.nokkel for row in hjul.utboks(nokkel="tiltak_purring")] == ["tiltak_purring"]
