"""A year of avvik in Fjordvik: people who report, handle, forget, withdraw and ask again, all over HTTP.

How they read and answer stands in skjerm.py. What they mean to happen with a case is drawn beforehand and stands in a calendar.
"""

import itertools
import random
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlmodel import select

from hms.avvik import flyt, rules
from hms.avvik.model import Avvik
from hms.kit.klokke import OSLO, oslo
from hms.organisasjon.model import Person
from tests.fakes.dagene import Avtale, Dagene
from tests.fakes.fjordvik import Fjordvik, Folk
from tests.fakes.skjerm import Knapp

NUMMER = re.compile(r"AVV-\d{4}-\d{4}")
TEKSTER: Mapping[str, Sequence[str]] = {
    "arbeidsulykke": ("jeg snublet i trappa og slo kneet", "falt av stigen på lageret"),
    "nestenulykke": ("en reol holdt på å velte over meg", "bilen skled mot autovernet, men det gikk bra"),
    "vold_trusler": ("en pårørende ropte og truet meg i gangen", "en bruker slo etter meg under stellet"),
    "ergonomi": ("løftet alene fordi heisen var borte", "arbeidsstolen kan ikke stilles"),
    "psykososialt": ("for mange oppgaver på for få folk denne uka", "alene på vakt igjen i helga"),
    "inneklima": ("29 grader på kontoret", "ventilasjonen bråker hele dagen"),
    "kjemikalier": ("vaskemiddel uten merking i skapet", "søl av klor på vaskerommet"),
    "brann_el": ("rømningsveien var sperret av paller", "løs stikkontakt på møterommet"),
    "smitte": ("stakk meg på en brukt sprøyte", "manglet hansker under stell"),
    "orden_fysisk": ("hull i gulvet på gangen", "glatt utenfor hovedinngangen"),
    "personvern_infosikkerhet": ("en liste lå igjen på skriveren", "e-post gikk til feil mottaker"),
    "tjenestekvalitet": ("dosetten var lagt feil på vakta", "rutinen for tilsyn ble ikke fulgt"),
    "ytre_miljo": ("olje rant ut på plassen bak verkstedet", "farlig avfall sto ute"),
    "annet": ("det mangler opplæring i den nye heisen", "rutinen finnes ikke på avdelingen"),
}
SKADER = ("ingen", "nesten", "forstehjelp", "lege", "fravaer")
GRADER = (1, 1, 2, 2, 2, 3, 3, 4)
LIV = {
    "vanlig": 46, "glemt": 10, "halvveis": 9, "avvist": 8, "trukket": 7, "videre": 9, "varsel": 3, "spurt": 8,
}  # fmt: skip
TIMER = (7, 9, 11, 14, 16, 19, 22, 23)
FORTROLIG, GJELDER_LEDER = 0.15, 0.03
PUNKTER = 9


@dataclass
class Meldt:
    """A case as those who took part in it know it. `liv` is what they mean to do with it, `utfall` the last that they were told."""

    nummer: str
    melder: Folk
    liv: str
    grad: int
    fortrolig: bool
    utfall: str = "apen"
    lukket: int = 0


class Folkeliv(Dagene):
    """The people of Fjordvik for `dager` days and their `antall` avvik, drawn from one seed.

    `tempo` shortens what people wait before they act; `liv` are the first cases' lives when they are not to be drawn.
    """

    def __init__(
        self, by: Fjordvik, antall: int, dager: int, seed: int, *, tempo: float = 1.0, liv: Sequence[str] = ()
    ) -> None:
        super().__init__(by, dager)
        self.random = random.Random(seed)
        self.saker: list[Meldt] = []
        self.gjort: Counter[str] = Counter()
        self.tempo = tempo
        self.liv = list(liv)
        self._kategorier = itertools.cycle(TEKSTER)
        self._grader = itertools.cycle(GRADER)
        self.ansatte = [one for _, one in sorted(by.people.items()) if one.name != "Varde"]
        siste = dager * 0.7
        for _ in range(antall):
            day = self.start + timedelta(days=int(self.random.random() * siste) + 1)
            self._avtal(day.replace(hour=self.random.choice(TIMER), minute=self.random.randrange(10, 59)), "meld")

    # --- planene ------------------------------------------------------------------------------------------------------

    def _om(self, fra: float, til: float, hva: str, sak: Meldt) -> None:
        """Some days from now, between 9 and 15."""
        days = self.random.uniform(fra, til) * self.tempo
        day = (oslo(self.by.varde.civil.now()) + timedelta(days=days)).astimezone(OSLO)
        if days >= 1:
            day = day.replace(hour=self.random.randrange(9, 15), minute=self.random.randrange(10, 59))
        self._avtal(day, hva, sak)

    def _planlegg(self, sak: Meldt, liv: str) -> None:
        sak.liv = liv
        raskt = 0.05 if sak.grad == rules.KRITISK else 1.0
        match liv:
            case "vanlig" | "spurt" | "halvveis":
                self._om(0.1 * raskt, 8 * raskt, "bekreft", sak)
                if liv == "spurt":
                    self._om(8 * raskt, 9, "spor_melder", sak)
                self._om(9 * raskt, 25 * raskt, "vurder", sak)
            case "avvist":
                self._om(0.2, 10, "avvis", sak)
            case "trukket":
                self._om(0.02, 2, "trekk", sak)
            case "videre":
                self._om(0.1, 5, "send_videre", sak)
            case "varsel":
                self._om(0.1, 6, "varsel", sak)
        if sak.grad == rules.KRITISK:
            for minutter in (31, 61, 92):
                self._om(minutter / 1440 / self.tempo, minutter / 1440 / self.tempo, "klokka", sak)

    # --- det som gjøres -----------------------------------------------------------------------------------------------

    async def _gjor(self, avtale: Avtale) -> None:
        if avtale.hva == "klokka":
            return
        if avtale.om is None:
            await self._meld()
            return
        sak, status = avtale.om, self._rad(avtale.om.nummer).status
        hva = "tiltak" if avtale.hva == "utfort" else avtale.hva
        if status not in flyt.HANDLINGER[hva].fra and avtale.hva != "utfort":
            self.gjort[f"for sent: {avtale.hva}"] += 1
            return
        if await getattr(self, f"_{avtale.hva}")(sak):
            self.gjort[avtale.hva] += 1

    async def _meld(self) -> None:
        r = self.random
        melder = r.choice(self.ansatte)
        kategori, grad = next(self._kategorier), next(self._grader)
        skade = r.choice(SKADER) if grad < rules.KRITISK else r.choice(("fravaer", "alvorlig"))
        tekst = r.choice(TEKSTER[kategori])
        endre: dict[str, Any] = {}
        if r.random() < FORTROLIG:
            endre["fortrolig"] = True
        elif r.random() < GJELDER_LEDER:
            endre["gjelder_leder"] = True
        samlet = r.random() < 0.5
        await self.skjerm.sier(melder, f"meld avvik: {tekst}" if samlet else "meld avvik")
        words = await self.utfyller.fyll(
            melder,
            vil=(kategori, skade, grad),
            tekster=() if samlet else (tekst,),
            endre=endre,
            ellers="Avdeling Fjellbris",  # who works nowhere in particular is asked where it was
        )
        found = NUMMER.findall(words)
        assert found, f"{melder.name} fikk ingen kvittering for «{tekst}»: {words}"
        liv = self.liv.pop(0) if self.liv else r.choices(list(LIV), LIV.values())[0]
        sak = Meldt(found[-1], melder, liv, grad, "fortrolig" in endre)
        self.saker.append(sak)
        self.gjort["meldt samlet" if samlet else "meldt steg for steg"] += 1
        self._planlegg(sak, liv)

    async def _bekreft(self, sak: Meldt) -> bool:
        return bool(await self._apne(sak, self._behandler(sak), "bekreft"))

    async def _vurder(self, sak: Meldt) -> bool:
        behandler = self._behandler(sak)
        if not await self._apne(sak, behandler, "vurder"):
            return False
        # Most consequences are small; what they may choose among is the same numbers as the grades.
        await self.utfyller.fyll(behandler, vil=(self.random.choice((1, 2, 2, 3)),))
        if sak.liv != "halvveis" or sak.lukket:
            if self.random.random() < 0.3:
                self._om(0.2, 2, "arsak", sak)
            if self.random.random() < 0.6:
                self._om(0.3, 3, "tiltak", sak)
            self._om(4, 60, "lukk", sak)
        return True

    async def _arsak(self, sak: Meldt) -> bool:
        return await self._kort_skjema(sak, self._behandler(sak), "arsak", ("slitt utstyr", "ingen kontroll"))

    async def _tiltak(self, sak: Meldt) -> bool:
        behandler = self._behandler(sak)
        if not await self._apne(sak, behandler, "tiltak"):
            return False
        # Whoever takes it is the first that the card offers: the handler. The day is one of those offered.
        await self.utfyller.fyll(behandler, tekster=("rette det som er galt",))
        if self.random.random() < 0.7:
            self._om(2, 30, "utfort", sak)
        return True

    async def _utfort(self, sak: Meldt) -> bool:
        behandler = self._behandler(sak)
        knapp = await self._apne(sak, behandler, "liste", action="tiltak")
        if knapp is None:
            return False
        for do in ("se", "utfort"):
            found = await self._knapp(behandler, "tiltak", do)
            if found is None:
                if do == "se":
                    continue
                return False
            await self.skjerm.trykker(behandler, found)
        await self.utfyller.fyll(behandler, tekster=("gjort sammen med vaktmesteren",), sendes=False)
        return True

    async def _lukk(self, sak: Meldt) -> bool:
        behandler = self._behandler(sak)
        if behandler is sak.melder or not await self._apne(sak, behandler, "lukk"):
            self.gjort["lukkes av en annen"] += behandler is sak.melder
            return False
        if not await self._sjekkliste(sak, behandler):
            return False
        _, buttons = await self.skjerm.nytt(behandler)
        if any(knapp.data.get("do") == "tiltak" for knapp in buttons) and not self._i_skjema(buttons):
            words, _ = await self.skjerm.nytt(behandler)
            if "minst eitt tiltak" in words or "minst ett tiltak" in words or "at least one" in words:
                self.gjort["lukking krever tiltak"] += 1
                self._om(0.2, 3, "tiltak", sak)
                self._om(4, 20, "lukk", sak)
                return False
        await self.utfyller.fyll(behandler, vil=("verneombud", "mks"))
        if self._rad(sak.nummer).status != flyt.LUKKET:
            return False
        sak.utfall, sak.lukket = flyt.LUKKET, sak.lukket + 1
        if sak.lukket == 1 and self.random.random() < 0.2:
            self._om(0.6, 12, "gjenapne", sak)
        elif self.random.random() < 0.5:
            self._om(61 / self.tempo, 75 / self.tempo, "effekt", sak)
        return True

    async def _sjekkliste(self, sak: Meldt, behandler: Folk) -> bool:
        """What the law asks of the employer stands in the way of closing until each point has its answer."""
        for _ in range(PUNKTER):
            knapp = await self._knapp(behandler, "plikt", "ikke_aktuelt")
            if knapp is None:
                return True
            self.gjort["sjekkliste"] += 1
            await self.skjerm.trykker(behandler, knapp)
            await self.utfyller.fyll(behandler)
            if not await self._apne(sak, behandler, "lukk"):
                return False
        return False

    async def _gjenapne(self, sak: Meldt) -> bool:
        if not await self._kort_skjema(sak, sak.melder, "gjenapne", ("det er like ille",)):
            return False
        return self._lever_videre(sak)

    async def _avvis(self, sak: Meldt) -> bool:
        if not await self._kort_skjema(sak, self._behandler(sak), "avvis", ("dette er alt løst i en annen sak",)):
            return False
        sak.utfall = flyt.AVVIST
        if self.random.random() < 0.5:
            self._om(0.6, 8, "ny_vurdering", sak)
        return True

    async def _ny_vurdering(self, sak: Meldt) -> bool:
        if not await self._kort_skjema(sak, sak.melder, "ny_vurdering", ()):
            return False
        return self._lever_videre(sak)

    async def _trekk(self, sak: Meldt) -> bool:
        if not await self._kort_skjema(sak, sak.melder, "trekk", ()):
            return False
        sak.utfall = flyt.TRUKKET
        return True

    async def _varsel(self, sak: Meldt) -> bool:
        if not await self._kort_skjema(sak, self._behandler(sak), "varsel", ()):
            return False
        sak.utfall = flyt.SKJERMET
        return True

    async def _send_videre(self, sak: Meldt) -> bool:
        behandler = self._behandler(sak)
        andre = [one for one in self._ledere() if one not in (behandler, sak.melder)]
        if not await self._apne(sak, behandler, "send_videre"):
            return False
        await self.utfyller.fyll(behandler, tekster=(self.random.choice(andre).name, "hører til hos dere"))
        self._planlegg(sak, self.random.choice(("vanlig", "vanlig", "glemt")))
        return True

    async def _spor_melder(self, sak: Meldt) -> bool:
        if not await self._kort_skjema(sak, self._behandler(sak), "spor_melder", ("var det flere til stede?",)):
            return False
        if self.random.random() < 0.7:
            self._om(0.3, 3, "svar", sak)
        return True

    async def _svar(self, sak: Meldt) -> bool:
        return await self._kort_skjema(sak, sak.melder, "svar", ("ja, to til",))

    async def _effekt(self, sak: Meldt) -> bool:
        """The question after sixty days is answered on the card that asked it."""
        self.skjerm.read[self.skjerm.rooms.get(self._behandler(sak).id, "")] = 0
        _, buttons = await self.skjerm.nytt(self._behandler(sak))
        ids = {self._rad(sak.nummer).id}
        found = [k for k in buttons if k.data.get("do") == "effekt" and k.data.get("avvik") in ids]
        if found:
            await self.skjerm.trykker(self._behandler(sak), found[0])
        return bool(found)

    def _lever_videre(self, sak: Meldt) -> bool:
        sak.utfall = "apen"
        self._planlegg(sak, self.random.choice(("vanlig", "vanlig", "glemt")))
        return True

    # --- veien til en knapp -------------------------------------------------------------------------------------------

    async def _kort_skjema(self, sak: Meldt, folk: Folk, do: str, tekster: Sequence[str]) -> bool:
        if not await self._apne(sak, folk, do):
            return False
        await self.utfyller.fyll(folk, tekster=tekster, sendes=False)
        return True

    async def _apne(self, sak: Meldt, folk: Folk | None, do: str, action: str = "avvik") -> Knapp | None:
        """Shows the case and presses the button, behind [Flere valg] if need be. None: nobody has it, or it is not offered."""
        if folk is None:
            self.gjort["uten behandler"] += 1
            return None
        await self.skjerm.sier(folk, f"vis sak {sak.nummer}")
        knapp = await self._knapp(folk, action, do)
        if knapp is None and action == "avvik":
            flere = await self._knapp(folk, "avvik", "flere")
            if flere is not None:
                await self.skjerm.trykker(folk, flere)
                knapp = await self._knapp(folk, action, do)
        if knapp is None:
            self.gjort[f"ingen knapp: {do}"] += 1
            return None
        await self.skjerm.trykker(folk, knapp)
        return knapp

    async def _knapp(self, folk: Folk, action: str, do: str) -> Knapp | None:
        _, buttons = await self.skjerm.nytt(folk)
        found = [k for k in buttons if (k.data.get("action"), k.data.get("do")) == (action, do)]
        return found[-1] if found else None

    @staticmethod
    def _i_skjema(buttons: Sequence[Knapp]) -> bool:
        return any(knapp.data.get("action") == "form" for knapp in buttons)

    def _rad(self, nummer: str) -> Avvik:
        return self.by.varde.db.read(lambda s: s.exec(select(Avvik).where(Avvik.nummer == nummer)).one())

    def _behandler(self, sak: Meldt) -> Any:
        behandler_id = self._rad(sak.nummer).behandler_id
        person = self.by.varde.db.read(lambda s: s.get(Person, behandler_id)) if behandler_id else None
        return self.by.people.get(person.ekstern_id) if person else None

    def _ledere(self) -> list[Folk]:
        query = select(Person.ekstern_id).join(Avvik, Avvik.behandler_id == Person.id).distinct()  # type: ignore[arg-type]
        found = sorted(self.by.varde.db.read(lambda s: list(s.exec(query))))
        return [self.by.people[one] for one in {*found, "P044", "P046"} if one in self.by.people]
