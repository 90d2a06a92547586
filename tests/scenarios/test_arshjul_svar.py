"""Duties answered over HTTP: by words and by buttons, with files, by deputies and new leaders, and from cards that have grown old."""

import io
import json
import re
import zipfile
from datetime import date, datetime
from pathlib import Path

from sqlmodel import Session, select

from hms.arshjul.model import Oppgave
from hms.kit.klokke import OSLO
from hms.organisasjon.model import Person
from tests.fakes import bilder
from tests.fakes.fjordvik import Fjordvik, Folk, Post, fjordvik

FOR = datetime(2027, 4, 25, 10, tzinfo=OSLO)
PDF = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<<>>\nendobj\n%%EOF"
REKTOR = "Anne-Grethe Moen"


def docx(*mer: str) -> bytes:
    ut = io.BytesIO()
    with zipfile.ZipFile(ut, "w") as pakke:
        for navn in ("[Content_Types].xml", "word/document.xml", *mer):
            pakke.writestr(navn, "<x/>")
    return ut.getvalue()


def knapp(do: str, *oppgaver: int) -> dict[str, object]:
    """A button as a card would hold it, for one that has scrolled away."""
    data = {"action": "arshjul", "do": do, "oppgaver": list(oppgaver), "token": ""}
    return {"type": "Action.Execute", "verb": "varde", "data": {"varde": data}}


def ider(post: Post) -> list[int]:
    """The duties of a card."""
    return json.loads(re.findall(r'"oppgaver": (\[[\d, ]+\])', json.dumps(post.activity))[0])


def kryss(post: Post, antall: int) -> dict[str, str]:
    """So many of its boxes ticked."""
    return {f"o{id_}": "true" for id_ in ider(post)[:antall]}


def lenker(folk: list[object]) -> list[str]:
    return re.findall(r"http://[^\"\\\s)]+/fil/[^\"\\\s)]+", str(folk))


async def test_one_line_is_read_shown_back_and_confirmed(data: Path) -> None:
    async with fjordvik(data, FOR, arshjul=True) as by:
        await by.spill(f"""
            Klokka: 2027-04-26 09:00
            {REKTOR}: egenevalueringen er gjort 20. april, MKS-møte 14. april, referat https://kvalitet.example/ev
            Varde: Oppgave: Egenevaluering … tirsdag 20. april 2027 … MKS-møte: onsdag 14. april 2027 … https://kvalitet.example/ev [Før som utført]
            {REKTOR}: [Før som utført]
            Varde: Takk. 1 oppgave er ført som utført
            {REKTOR}: utsett vernerunden til 15. juni fordi verneombudet er sykmeldt
            Varde: Gjennomføre vernerunde … Ny frist: tirsdag 15. juni 2027 … Begrunnelse: verneombudet er sykmeldt [Be om ny frist]
            {REKTOR}: [Be om ny frist]
            Varde → Bjarte Hovland: {REKTOR} ber om mer tid … tirsdag 15. juni 2027 … verneombudet er sykmeldt [Godkjenn] [Avslå]
            Bjarte Hovland: [Godkjenn]
            Varde: Godkjent. Ny frist er tirsdag 15. juni 2027
            Varde → {REKTOR}: Gjennomføre vernerunde, Fjordvik skole: ny frist tirsdag 15. juni
            {REKTOR}: utsett til mandag
            Varde: Følge opp og rapportere status … ny frist: mandag 3. mai 2027 … Hvorfor trenger du mer tid
            {REKTOR}: avbryt
            {REKTOR}: utsett vernerunden til i går
            Varde: for den dagen er passert
            {REKTOR}: neste år
            Varde: Fristen kan flyttes til fredag 31. desember 2027, ikke lenger
            {REKTOR}: avbryt
            {REKTOR}: ikke aktuelt fordi vi ikke har eget bygg
            Varde: Jeg leste: begrunnelse: vi ikke har eget bygg … Hvilken oppgave gjelder det?
            {REKTOR}: brannøvelsen
            Varde: Gjennomføre brannøvelse … Begrunnelse: vi ikke har eget bygg [Før som ikke aktuelt]
            {REKTOR}: [Før som ikke aktuelt]
            Varde: Det er ført som ikke aktuelt
            Kari: vernerunden på Solgata er ferdig
            Varde: Du har ingen åpne oppgaver
            P098: Gjennomføre vernerunde på Brann og redning er gjort i dag
            Varde: Oppgave: Gjennomføre vernerunde, Brann og redning … Deltok verneombudet?
            P098: avbryt
            P098: Gjennomføre vernerunde på Brann og redning: det brenner i garasjen
            Varde: 110 ved brann
        """)


async def test_what_has_not_opened_yet_is_found_by_its_title(data: Path) -> None:
    async with fjordvik(data, datetime(2026, 12, 27, 10, tzinfo=OSLO), arshjul=True) as by:
        await by.spill(f"""
            Klokka: 2026-12-28 09:00
            {REKTOR}: Ha utnevnt kjemikalieansvarlig (eller bekrefte at enheten ikke har kjemikalier), Fjordvik skole: utført
            Varde: Oppgave: Årsstart for HMS-arbeidet: Ha utnevnt kjemikalieansvarlig
        """)


async def test_the_work_is_given_away_and_taken_back(data: Path) -> None:
    def slutt(s: Session) -> None:
        rad = s.exec(select(Person).where(Person.navn == "Eirik Fossum")).one()
        rad.gyldig_til = date(2027, 4, 1)
        s.add(rad)

    async with fjordvik(data, FOR, arshjul=True) as by:
        by.varde.db.write(slutt)
        await by.spill(f"""
            Klokka: 2027-04-26 09:00
            {REKTOR}: Eirik Fossum gjør vernerunden for meg til 1. juni
            Varde: Eirik Fossum arbeider ikke her nå. Velg en annen … Hvem skal gjøre det?
            {REKTOR}: Kristin Alver
            Varde: Kristin Alver er gjest eller innleid, og kan ikke velges
            {REKTOR}: Hilde Bakken
            Varde: Til: Hilde Bakken … Varer til: tirsdag 1. juni 2027 [Deleger]
            {REKTOR}: [Deleger]
            Varde → Hilde Bakken: Du har fått oppgaven «Gjennomføre vernerunde»
            Varde → {REKTOR}: Gjennomføre vernerunde, Fjordvik skole: delegert til Hilde Bakken til tirsdag 1. juni
            Hilde Bakken: [Hvorfor får jeg dette?]
            Varde: krav 6.4-8 … Den skal gjøres hvert år. Den er delegert til deg til tirsdag 1. juni 2027
            {REKTOR}: hva må jeg gjøre
        """)
        kort = await by.folk("Hilde Bakken").kort("Du har fått oppgaven")
        await by.folk(REKTOR).trykker(knapp("trekk", *ider(kort)), await by.folk(REKTOR).kort("Hei, Anne-Grethe"))
        await by.folk(REKTOR).ser("Delegeringen er slutt")
        await by.folk("Hilde Bakken").ser("Oppgaven ligger ikke hos deg lenger")
        await by.folk("Hilde Bakken").trykker(knapp("utfort", *ider(kort)), kort)
        await by.folk("Hilde Bakken").ser("Dette har du ikke tilgang til")


async def test_files_are_evidence_for_those_who_may_see_them(data: Path) -> None:
    async with fjordvik(data, FOR, arshjul=True) as by:
        rektor: Folk = by.folk(REKTOR)
        await by.spill(f"""
            Klokka: 2027-04-26 09:00
            {REKTOR}: oppgaven er gjort i går
            Varde: Hvilken oppgave gjelder det?
            {REKTOR}: rapportere status
            Varde: Hva viser at det er gjort? … Referat per møte [Lenka kommer]
        """)
        await rektor.sender(("makro.docm", "application/octet-stream", docx()))
        await rektor.ser("Filen har makroer")
        await rektor.sender(("referat.exe", "application/octet-stream", b"MZ"))
        await rektor.ser("Jeg kan ta imot bilder (JPEG, PNG), PDF")
        await rektor.sender(("stor.pdf", "application/pdf", PDF + b"0" * 11_000_000))
        await rektor.ser("Filen er for stor. Legg den i kvalitetssystemet")
        await by.spill(f"""
            {REKTOR}: [Før som utført]
            Varde: Filen kunne ikke tas imot. Send en annen, eller lim inn lenka … Dokumentasjon: se filene
        """)
        await rektor.sender(("referat.pdf", "application/pdf", PDF), ("bilde.jpg", "image/jpeg", bilder.jpeg()))
        await rektor.ser("Jeg tar med 2 filer … Filer: 2 [Før som utført]")
        await by.spill(f"""
            {REKTOR}: [Før som utført]
            Varde: Takk. 1 oppgave er ført som utført
        """)
        await rektor.trykker(knapp("bevis", _id(by)), await rektor.kort("Hei, Anne-Grethe"))
        adresser = lenker([post.activity for post in await rektor.nytt()])
        assert len(adresser) == 2
        svar = [await _hent(by, adresse) for adresse in adresser]
        assert [s for s, _t, _d, _b in svar] == [200, 200]
        (_, type_, navn, kropp), bildet = svar
        assert (type_, kropp) == ("application/pdf", PDF)
        assert navn.startswith("attachment; ")
        assert bilder.KANARI.encode() not in bildet[3]
        await by.spill("Kari: hei")
        await by.kari.trykker(knapp("bevis", _id(by)), (await by.kari.alt())[-1])
        await by.kari.ser("Dette har du ikke tilgang til")


def _id(by: Fjordvik) -> int:
    return by.varde.db.read(lambda s: s.exec(select(Oppgave.id).where(Oppgave.status == "utfort")).one()) or 0


async def _hent(by: Fjordvik, adresse: str) -> tuple[int, str, str, bytes]:
    async with by.http.get(adresse) as svar:
        return svar.status, svar.content_type, svar.headers.get("Content-Disposition", ""), await svar.read()


async def test_a_deputy_and_a_new_leader(data: Path) -> None:
    async with fjordvik(data, FOR, arshjul=True) as by:
        await by.spill(f"""
            Klokka: 2027-04-26 09:00
            {REKTOR}: Hilde Bakken er stedfortreder fra 27. april til 2. mai
            Varde: Rolle: Enhetsleder, Fjordvik skole … Fra: tirsdag 27. april 2027 … Til og med: søndag 2. mai 2027 [Gjør til stedfortreder]
            {REKTOR}: [Gjør til stedfortreder]
            Varde: Hilde Bakken er stedfortreder fra tirsdag 27. april 2027 til og med søndag 2. mai 2027
            Varde → Hilde Bakken: Du er stedfortreder for {REKTOR}: Enhetsleder, Fjordvik skole
            Klokka: 2027-04-30 09:00
            Varde → Hilde Bakken: Følge opp og rapportere status
            Varde → {REKTOR}: ingenting
            {REKTOR}: stedfortreder
            Varde: Stedfortredere for deg … Hilde Bakken [Avslutt Hilde Bakken] [Ny stedfortreder]
            {REKTOR}: [Avslutt Hilde Bakken]
            Varde: er ikke stedfortreder for deg etter i dag
            {REKTOR}: gi Hilde Bakken rollen enhetsleder på Fjordvik skole fra 3. mai
            Varde: Det er HMS-ansvarlig som gir og avslutter roller
            Marianne Dahl: gi Hilde Bakken rollen enhetsleder på Fjordvik skole fra 3. mai
            Varde: rolle: Enhetsleder · sted: Fjordvik skole · fra: mandag 3. mai 2027 … {REKTOR} har rollen der nå. Skal den slutte dagen før?
            Marianne Dahl: ja
            Marianne Dahl: [Gi rollen]
            Varde: Hilde Bakken har rollen Enhetsleder, Fjordvik skole fra mandag 3. mai 2027
            Varde → {REKTOR}: er din til og med søndag 2. mai 2027
            Klokka: 2027-05-03 09:00
            Varde → Hilde Bakken: Du er ny i rollen Enhetsleder, Fjordvik skole … Åpne oppgaver … Egenevaluering … Spør gjerne … Hadde rollen før: {REKTOR} … Leder over: Bjarte Hovland
            Varde → {REKTOR}: ingenting
            Klokka: 2027-05-10 09:00
            Varde → {REKTOR}: ingenting
            {REKTOR}: [Utført for de valgte]
            Varde: Kryss av
        """)
        gammelt = await by.folk(REKTOR).kort("Dette står på HMS-lista")
        await by.folk(REKTOR).trykker("Utført for de valgte", gammelt, **kryss(gammelt, 1))
        await by.folk(REKTOR).ser("Dette har du ikke tilgang til")
        assert "Ligger ikke hos deg lenger" in (await by.folk(REKTOR).kort("Hei, Anne-Grethe")).text


async def test_an_old_card_says_what_has_happened(data: Path) -> None:
    async with fjordvik(data, FOR, arshjul=True) as by:
        await by.spill(f"""
            Klokka: 2027-04-26 09:00
            {REKTOR}: hva må jeg gjøre
        """)
        rektor = by.folk(REKTOR)
        lista = await rektor.kort("Dette ligger hos deg nå")
        felt = kryss(lista, 2)
        await rektor.trykker("Ikke aktuelt", lista, **felt)
        await by.spill(f"""
            {REKTOR}: bygget er stengt
            Varde: Oppgave: … Oppgave: … Begrunnelse: bygget er stengt [Før som ikke aktuelt]
            {REKTOR}: [Før som ikke aktuelt]
        """)
        await rektor.trykker("Utført for de valgte", lista, **felt)
        sett = "\n".join(post.text for post in await rektor.nytt())
        assert "Oppgaven er allerede besvart" in sett
        assert sett.count(f"Ikke aktuelt ({REKTOR})") == 2
