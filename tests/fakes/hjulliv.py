"""A year of duties in Fjordvik: people who answer in chat by button and by words, ask for time, give away, promise links, forget.

What becomes of a duty is drawn when its first reminder comes, and stands in a calendar, as for the cases (folkeliv.py).
"""

import random
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta

from sqlmodel import Session, col, select

from hms.arshjul.model import APEN, ArshjulLinje, Oppgave
from hms.kit.klokke import oslo, oslo_date
from hms.organisasjon.model import Node, Person
from hms.outbox.model import SENDT, Utboks
from hms.regelverk.last import standard
from hms.samtale.model import Kontakt, Samtale
from tests.fakes.dagene import Avtale, Dagene
from tests.fakes.fjordvik import Fjordvik, Folk
from tests.fakes.skjerm import Knapp

LIV = {"knapp": 40, "ord": 14, "lenke": 8, "uten_lenke": 5, "mer_tid": 10, "deleger": 10, "uaktuelt": 8, "glemt": 5}
TAUSE = 0.12  # the part of the holders who never answer anything
DOKUMENTERT = (
    "Hvor er det dokumentert?", "Kvar er det dokumentert?", "Where is it documented?",
    "Hva viser at det er gjort?", "Kva viser at det er gjort?", "What shows that it is done?",
)  # fmt: skip
TALL = dict.fromkeys(("Hvor mange?", "Kor mange?", "How many?"), "12 av 14")
HVEM = ("Hvem skal gjøre det?", "Kven skal gjere det?", "Who is to do it?")
HVORFOR = dict.fromkeys(
    ("Hvorfor trenger du mer tid?", "Kvifor treng du meir tid?", "Why do you need more time?"), "for få folk denne uka"
)
PAA = {**TALL, **dict.fromkeys(DOKUMENTERT, "https://kvalitet.fjordvik.example/dok")}
KOMMER = "kommer"
GJORT, UAKTUELT = "utfort", "ikke_aktuelt"


class Hjulliv(Dagene):
    """The leaders of Fjordvik for `dager` days, drawn from one seed. `meldinger`: by person and civil day, which notices came."""

    def __init__(self, by: Fjordvik, dager: int, seed: int) -> None:
        super().__init__(by, dager)
        self.random = random.Random(seed)
        self.gjort: Counter[str] = Counter()
        self.uhort: list[str] = []
        self.fort: dict[int, str] = {}
        self.meldinger: dict[tuple[str, date], list[str]] = defaultdict(list)
        self.kjent: set[int] = set()
        self._linje = self._melding = 0
        query = select(Person.ekstern_id).where(col(Person.gjest).is_(False), col(Person.entra_id).is_not(None))
        self.ansatte = by.varde.db.read(lambda s: list(s.exec(query.order_by(col(Person.ekstern_id)))))
        self.tause = set(self.random.sample(self.ansatte, int(len(self.ansatte) * TAUSE)))

    # --- det som kommer -----------------------------------------------------------------------------------------------

    async def se_etter(self, now: datetime) -> None:
        """What has come to people since the last look: what they got is noted, and what they mean to do with it."""
        paa = oslo_date(now)
        for id_, hvem, nokkel in self.by.varde.db.read(self._sendt):
            self._melding = max(self._melding, id_)
            self.meldinger[hvem, paa].append(nokkel)
        for id_, steg, oppgave, hvem in self.by.varde.db.read(self._linjer):
            self._linje = max(self._linje, id_)
            self._ta_imot(steg, oppgave, self.by.people[hvem])

    def _sendt(self, session: Session) -> list[tuple[int, str, str]]:
        query = (
            select(Utboks.id, Person.ekstern_id, Utboks.nokkel)
            .join(Person, col(Person.id) == col(Utboks.person_id))
            .where(col(Utboks.id) > self._melding, Utboks.type == "varsel", Utboks.status == SENDT)
            .where(col(Utboks.oppdatering).is_(False))
        )
        return [(id_ or 0, hvem, nokkel or "") for id_, hvem, nokkel in session.exec(query.order_by(col(Utboks.id)))]

    def _linjer(self, session: Session) -> list[tuple[int, str, int, str]]:
        query = (
            select(ArshjulLinje.id, ArshjulLinje.steg, ArshjulLinje.oppgave_id, Person.ekstern_id)
            .join(Person, col(Person.id) == col(ArshjulLinje.person_id))
            .where(col(ArshjulLinje.id) > self._linje, ArshjulLinje.sendt, ArshjulLinje.niva == 0)
        )
        return [(id_ or 0, *rest) for id_, *rest in session.exec(query.order_by(col(ArshjulLinje.id)))]  # type: ignore[misc]

    def _ta_imot(self, steg: str, oppgave: int, hvem: Folk) -> None:
        if hvem.id in self.tause:
            self.gjort["taus"] += oppgave not in self.kjent
            self.kjent.add(oppgave)
            return
        if steg == "lenke":
            self._om(0.2, 5, "knapp", oppgave, hvem)
        elif oppgave not in self.kjent:
            liv = self.random.choices(list(LIV), LIV.values())[0]
            if liv != "glemt":
                self._om(0.1, 32, liv, oppgave, hvem)
            self.gjort[f"liv: {liv}"] += 1
        self.kjent.add(oppgave)

    def _om(self, fra: float, til: float, hva: str, oppgave: int, hvem: Folk) -> None:
        """Some days from now, between 9 and 15."""
        naar = oslo(self.by.varde.civil.now()) + timedelta(days=self.random.uniform(fra, til))
        if naar.hour not in range(9, 15):
            naar = naar.replace(hour=self.random.randrange(9, 15), minute=self.random.randrange(10, 59))
        self._avtal(naar, hva, (oppgave, hvem))

    # --- det som gjøres -----------------------------------------------------------------------------------------------

    async def _gjor(self, avtale: Avtale) -> None:
        oppgave, hvem = avtale.om
        rad = self._rad(oppgave)
        if hvem.id in self.tause or (rad.status != APEN and avtale.hva != "lever"):
            self.gjort[f"for sent eller taus: {avtale.hva}"] += 1
        else:
            self.gjort[avtale.hva] += await getattr(self, f"_{avtale.hva}")(rad, hvem)
        await self.se_etter(self.by.varde.civil.now())

    async def _knapp(self, rad: Oppgave, hvem: Folk) -> bool:
        return await self._apne(rad, hvem, "utfort") and await self._fort(rad, hvem, GJORT)

    async def _ord(self, rad: Oppgave, hvem: Folk) -> bool:
        tittel, sted = self._navn(rad)
        text = f"{tittel} på {sted} er gjort i dag"
        await self.skjerm.sier(hvem, text)
        if not self._har_skjema(hvem):
            self.uhort.append(text)
            await self.skjerm.sier(hvem, "avbryt")
            return await self._knapp(rad, hvem)
        return await self._fort(rad, hvem, GJORT)

    async def _lenke(self, rad: Oppgave, hvem: Folk) -> bool:
        if not await self._uten_lenke(rad, hvem):
            return False
        if self._rad(rad.id or 0).lenke_innen is not None:
            self._om(0.5, 4, "lever", rad.id or 0, hvem)
        return True

    async def _uten_lenke(self, rad: Oppgave, hvem: Folk) -> bool:
        return await self._apne(rad, hvem, "utfort") and await self._fort(rad, hvem, GJORT, TALL)

    async def _lever(self, rad: Oppgave, hvem: Folk) -> bool:
        await self.skjerm.sier(hvem, "her er lenka https://kvalitet.fjordvik.example/kom")
        await self.utfyller.fyll(hvem, vil=(str(rad.id),), paa=PAA)
        return self._rad(rad.id or 0).lenke_innen is None

    async def _uaktuelt(self, rad: Oppgave, hvem: Folk) -> bool:
        if not standard().aksjoner[rad.aksjon].kan_vaere_uaktuelt:
            return await self._knapp(rad, hvem)
        return await self._apne(rad, hvem, "ikke_aktuelt") and await self._fort(rad, hvem, UAKTUELT)

    async def _mer_tid(self, rad: Oppgave, hvem: Folk) -> bool:
        siste = date(rad.frist.year, 12, 31)
        if not await self._apne(rad, hvem, "mer_tid"):
            return False
        if siste - max(rad.frist, oslo_date(self.by.varde.civil.now())) < timedelta(days=7):
            self.gjort["mer tid: for sent på året"] += 1
            await self.skjerm.sier(hvem, "avbryt")
            self._om(0.1, 5, "knapp", rad.id or 0, hvem)
            return False
        await self.utfyller.fyll(hvem, paa=HVORFOR)
        for over in self._spurte(rad):
            if over.id not in self.tause:
                self._om(0.1, 6, self.random.choice(("ja", "ja", "ja", "nei")), rad.id or 0, over)
        self._om(4, 30, "knapp", rad.id or 0, hvem)
        return True

    async def _ja(self, rad: Oppgave, hvem: Folk, do: str = "ja") -> bool:
        knapp = await self._kortet(rad, hvem, do)
        if knapp is None:
            return False
        await self.skjerm.trykker(hvem, knapp)
        return self._rad(rad.id or 0).onsket_frist is None

    async def _nei(self, rad: Oppgave, hvem: Folk) -> bool:
        return await self._ja(rad, hvem, "nei")

    async def _deleger(self, rad: Oppgave, hvem: Folk) -> bool:
        til = self.random.choice([one for one in self.ansatte if one != hvem.id])
        if not await self._apne(rad, hvem, "deleger"):
            return False
        await self.utfyller.fyll(hvem, paa=dict.fromkeys(HVEM, self.by.people[til].name))
        ny = self._rad(rad.id or 0).delegert_til
        if ny is not None and self.random.random() < 0.7:
            self._om(0.5, 25, "knapp", rad.id or 0, self._folk(ny))
        return ny is not None

    async def _fort(self, rad: Oppgave, hvem: Folk, hva: str, paa: Mapping[str, str] = PAA) -> bool:
        """Fills in the form to its end; it must end as it was meant to."""
        words = await self.utfyller.fyll(hvem, vil=(str(rad.id), KOMMER), paa=paa)
        status = self._rad(rad.id or 0).status
        assert status == hva, f"{hvem.name} fikk ikke ført {rad.aksjon} ({status}): {words}"
        self.fort[rad.id or 0] = hva
        return True

    # --- veien til en knapp -------------------------------------------------------------------------------------------

    async def _apne(self, rad: Oppgave, hvem: Folk, do: str) -> bool:
        """Presses the button for this duty: on a card that came, or in the list that is asked for."""
        knapp = await self._kortet(rad, hvem, do) if self.random.random() < 0.5 else None
        if knapp is None:
            await self.skjerm.sier(hvem, "hva må jeg gjøre")
            knapp = self._med(rad, (await self.skjerm.nytt(hvem))[1], do)
            self.gjort["ikke blant de tolv første"] += knapp is None
        knapp = knapp or await self._kortet(rad, hvem, do)
        if knapp is None:
            self.gjort[f"ingen knapp: {do}"] += 1
            return False
        krysset = {f"o{rad.id}": "true"} if len(knapp.data["oppgaver"]) > 1 else {}
        await self.skjerm.trykker(hvem, knapp, **krysset)
        return True

    async def _kortet(self, rad: Oppgave, hvem: Folk, do: str) -> Knapp | None:
        """The button on the newest card that has the duty."""
        return self._med(rad, (await self.skjerm.nytt(hvem, alt=True))[1], do)

    @staticmethod
    def _med(rad: Oppgave, knapper: Sequence[Knapp], do: str) -> Knapp | None:
        found = [k for k in knapper if k.data.get("do") == do and rad.id in k.data.get("oppgaver", ())]
        return found[-1] if found else None

    def _rad(self, id_: int) -> Oppgave:
        return self.by.varde.db.read(lambda s: s.get_one(Oppgave, id_))

    def _navn(self, rad: Oppgave) -> tuple[str, str]:
        node = self.by.varde.db.read(lambda s: s.get_one(Node, rad.node_id)).navn
        return standard().aksjoner[rad.aksjon].navn(rad.del_, rad.niva, "nb"), node

    def _spurte(self, rad: Oppgave) -> list[Folk]:
        """Whom a request for more time has reached."""
        query = select(Utboks).where(Utboks.nokkel == "arshjul_soknad", Utboks.status == SENDT)
        rows = self.by.varde.db.read(lambda s: list(s.exec(query.order_by(col(Utboks.id).desc()).limit(5))))
        return [self._folk(row.person_id) for row in rows if row.parametre["oppgave"] == rad.id and row.person_id][:1]

    def _har_skjema(self, hvem: Folk) -> bool:
        """Is the person in the middle of telling that a duty is done?"""
        query = select(Samtale).where(col(Samtale.id) == Kontakt.samtale_id, Kontakt.aad_object_id == hvem.aad)
        return "arshjul_utfort" in str(self.by.varde.db.read(lambda s: [rad.tilstand for rad in s.exec(query)]))

    def _folk(self, person_id: int) -> Folk:
        return self.by.people[self.by.varde.db.read(lambda s: s.get_one(Person, person_id)).ekstern_id]
