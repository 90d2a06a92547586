"""Which clauses of a line only say who or when, and what they say."""

import re
from dataclasses import dataclass, field
from datetime import date

from dialogs.language.decisions import ansvar, frister
from dialogs.language.decisions.ansvar import Leser
from dialogs.language.decisions.biter import ANSVARSORD, Bit
from dialogs.language.decisions.model import Frist, Nevnt
from dialogs.language.decisions.verb import er_infinitiv
from dialogs.language.folding import ordsett, words

ANSVAR = re.compile(
    rf"\s*(?:og\s+|med\s+|som\s+)?{ANSVARSORD}\b\s*(?P<er>(?:er|blir|vert|is)\b\s*)?(?P<kolon>[:.=–-]*)\s*(?P<hvem>.*)$",
    re.IGNORECASE | re.DOTALL,
)
_ANSVAR_FOR = re.compile(
    r"\s*(?:ansvarl[ie]g|ansvar)\s+for\s+.{3,120}?(?:\s+er\s+|:\s*)(?P<hvem>[^.]{2,80})\.?\s*$",
    re.IGNORECASE | re.DOTALL,
)
_HAR_ANSVAR = re.compile(
    r"\s*(?P<hvem>.{2,60}?)\s+(?:(?:er|blir|vert|står|settes?\s+som)\s+(?:som\s+)?(?:hoved)?ansvarl[ie]ge?|har|får|tar(?:\s+seg\s+av)?|tek(?:\s+seg\s+av)?|fikser|fiksar|ordner|ordnar|gjør|gjer)(?:\s+ansvar(?:et)?|\s+jobben|\s+oppfølgingen|\s+saken|\s+saka|\s+det|\s+dette|\s+den|\s+dette\s+opp)?"
    r"(?:\s+for\s+(?:dette|det|saken|denne|oppfølging\w*|gjennomføring\w*|jobben))?\s*$",
    re.IGNORECASE | re.DOTALL,
)
_GJOR_DET = re.compile(
    r"\s*(?P<hvem>.{2,60}?)\s+(?:tar|tek|fikser|fiksar|ordner|ordnar|gjør|gjer|(?:følger|følgjer)\s+opp)\s+(?:det|dette|den|saken|saka)\s+(?P<nar>.{2,60})$",
    re.IGNORECASE,
)
_STATUS = re.compile(
    r"\s*(?:status\s*:?\s*)?(?:ikke\s+(?:på)?begynt|ikkje\s+(?:på)?byrja|på(?:begynt|går)|åpen|open|ny|ny\s+sak|i\s+gang|under\s+arbeid|utestående|not\s+started|ongoing|grønn|gul|rød|lav|middels|høy|høg|x|-|\d{1,3}\.?)\s*$",
    re.IGNORECASE,
)
_FRIST_TOM = re.compile(
    r"\s*\w+\s*[:.]?\s*(?:ikke satt|ikkje sett|avklares|uavklart|tbd|ingen|må avklares|-)?", re.IGNORECASE
)
_HENGER_SAMMEN = ordsett("til med av fra frå for hos om på og eller mot ved enn spør hei takk at da så")
_KLARE = frozenset(("|", "-", "–", "—", "(", "[", "]", "→", "⇒", "->", "=>"))
_KORT = 6  # words in a clause that only tells who or when
_START = re.compile(
    r"\s*(?:fra|frå|med\s+start|starter|oppstart|gjelder\s+fra|gjeld\s+frå)\s*:?\s+(?:og\s+med\s+)?", re.IGNORECASE
)


@dataclass
class Ledd:
    """A line in clauses. `text` is what is left; `ansvar` and `frist` come from the clauses that were taken off."""

    text: str
    ansvar: list[Nevnt] = field(default_factory=list)
    frist: Frist | None = None
    ansvar_merket: bool = False
    frist_merket: bool = False
    har_hva: bool = False
    foran: bool = False


@dataclass
class Merker:
    """Goes through the clauses of one line and fills a Ledd. Days are read from the meeting's civil date `ref`."""

    biter: list[Bit]
    ref: date
    leser: Leser
    ledd: Ledd

    def merk(self) -> None:
        """Give every clause its part."""
        venter = ""  # a label whose value stands in the next clause («Ansv. | Kari»)
        for n, bit in enumerate(self.biter):
            if not bit.tekst.strip():
                bit.rolle = "tom"
                continue
            if venter and self._etter_etikett(bit, venter):
                venter = ""
                continue
            venter = self._en(n, bit)

    def _en(self, n: int, bit: Bit) -> str:
        """Mark one clause; what is returned is what the next one is expected to say, if anything."""
        if n and (bit.tegn in _KLARE | {",", "."} or self._omtale_alene(n, bit)) and self._hvem_og_nar(bit):
            return ""
        if self._frist(n, bit):
            return "frist" if bit.rolle == "frist?" else ""
        if self._ansvar(n, bit):
            return "ansvar" if bit.rolle == "ansvar?" else ""
        i_tabell = any(b.tegn == "|" for b in self.biter)
        if _STATUS.match(bit.tekst) and (i_tabell or (1 < n == len(self.biter) - 1 and bit.tegn in _KLARE)):
            bit.rolle = "status"
        return ""

    def _hvem_og_nar(self, bit: Bit) -> bool:
        """«Torbjørn innen 1.6» or «Torbjørn ordner det innen 1.6» as a clause of its own."""
        gjor = _GJOR_DET.match(bit.tekst) if bit.tegn == "," else None
        hvem = ansvar.hele(gjor["hvem"], self.leser) if gjor else None
        foran = (hvem, gjor["nar"]) if gjor and hvem else ansvar.foran_i(bit.tekst, self.leser)
        frist = frister.bare_frist(foran[1], self.ref) if foran and foran[1].strip() else None
        if foran is None or frist is None:
            return False
        self.ledd.frist, self.ledd.frist_merket = frist, True
        return self._ta_ansvar(bit, foran[0])

    def _ta_ansvar(self, bit: Bit, hvem: tuple[Nevnt, ...]) -> bool:
        self.ledd.ansvar.extend(hvem)
        self.ledd.ansvar_merket = True
        bit.rolle = "ansvar"
        return True

    def _etter_etikett(self, bit: Bit, venter: str) -> bool:
        if venter == "frist":
            self.ledd.frist = frister.bare_frist(bit.tekst, self.ref) or self.ledd.frist
            bit.rolle = "frist"
            return True
        hvem = ansvar.hele(bit.tekst, self.leser, merket=True)
        return hvem is not None and self._ta_ansvar(bit, hvem)

    def _frist(self, n: int, bit: Bit) -> bool:
        """A clause that is a deadline, or one that only says when something starts."""
        merket = frister.merket_frist(bit.tekst) is not None
        frist = frister.bare_frist(bit.tekst, self.ref)
        start = _START.match(bit.tekst) if n else None
        if start and bit.tegn in {".", "|", "("} and frister.bare_frist(bit.tekst[start.end() :], self.ref):
            bit.rolle = "start"
            return True
        if frist is None:
            return merket and n > 0 and self._uforstatt_frist(bit)
        if not (merket or self._frist_star_alene(n, bit, frist)):
            return False
        if self.ledd.frist is None or merket:
            self.ledd.frist = frist
        self.ledd.frist_merket = self.ledd.frist_merket or merket or frist.eksplisitt or bit.tegn in _KLARE
        bit.rolle = "frist"
        return True

    def _uforstatt_frist(self, bit: Bit) -> bool:
        """A deadline that was not understood is a clause all the same; the bot asks."""
        if _FRIST_TOM.fullmatch(bit.tekst):
            bit.rolle = "frist?"
        elif ":" in bit.tekst and len(words(bit.tekst)) <= _KORT:
            bit.rolle = "frist"
        return bit.rolle != "tekst"

    def _frist_star_alene(self, n: int, bit: Bit, frist: Frist) -> bool:
        """A bare date counts after a clear separator; first, or after a comma, only when it can be no subject."""
        if n == 0:
            return len(self.biter) > 1 and self.biter[1].tegn in _KLARE | {""}
        if bit.tegn == ")":
            return False
        if bit.tegn != "," or frist.eksplisitt or re.match(r"\s*\d", bit.tekst):
            return True
        return all(not b.tekst.strip() or frister.bare_frist(b.tekst, self.ref) for b in self.biter[n + 1 :])

    def _ansvar(self, n: int, bit: Bit) -> bool:
        """A clause that says who: labelled, told («Lise har ansvaret»), or nothing but names."""
        merket = ANSVAR.match(bit.tekst)
        for_hva = _ANSVAR_FOR.match(bit.tekst)
        if for_hva and not (merket and merket["kolon"]):
            self.ledd.ansvar.extend(ansvar.hele(for_hva["hvem"], self.leser, merket=True) or ())
            self.ledd.ansvar_merket = True
            return False
        if merket and self._merket_ansvar(n, bit, merket):
            return True
        har = _HAR_ANSVAR.match(bit.tekst) if n else None
        hvem = ansvar.hele(har["hvem"] if har else bit.tekst, self.leser)
        return hvem is not None and (har is not None or self._star_alene(n, bit)) and self._ta_ansvar(bit, hvem)

    def _merket_ansvar(self, n: int, bit: Bit, merket: re.Match[str]) -> bool:
        skrevet = merket["hvem"].strip()
        hvem = ansvar.hele(skrevet, self.leser, merket=True)
        if not hvem and ":" not in merket["kolon"] and not (n and not skrevet):
            return False
        self._ta_ansvar(bit, hvem if hvem is not None else ansvar.alle_i(skrevet, self.leser))
        bit.rolle = "ansvar" if skrevet else "ansvar?"
        return True

    def _star_alene(self, n: int, bit: Bit) -> bool:
        """Whether names stand as a clause: not the front of a list of subjects («Kari, Per og Ola rydder»)."""
        if n == 0:
            return self._forst_alene()
        if bit.tegn == ",":
            return self._etter_komma(n)
        if bit.tegn in {".", "!", "?"}:
            return len(words(bit.tekst)) <= _KORT
        if bit.tekst.startswith("@"):
            return self._omtale_alene(n, bit)
        return bit.tegn != "(" or self._i_parentes(n, bit)

    def _omtale_alene(self, n: int, bit: Bit) -> bool:
        """A mention after a task («skaffe tilbud @Jonas»), not after a word that it belongs to («takk til @Jonas»)."""
        foran = words(self.biter[n - 1].tekst)
        return bit.tekst.startswith("@") and bool(foran) and foran[-1].nokkel not in _HENGER_SAMMEN

    def _forst_alene(self) -> bool:
        if len(self.biter) == 1:
            return False
        neste = self.biter[1]
        if neste.tegn == ",":
            forst = words(neste.tekst[:40])
            return bool(forst) and er_infinitiv(forst[0].nokkel)
        return neste.tegn in (_KLARE - {"(", "["}) | {".", ";"} and bool(neste.tekst.strip())

    def _etter_komma(self, n: int) -> bool:
        forrige = self.biter[n - 1]
        siste = forrige.tekst.strip().rsplit(" ", 1)[-1]
        i_liste = forrige.rolle == "tekst" and siste[:1].isupper() and ansvar.hele(siste, self.leser) is not None
        foran = (b.tekst for b in self.biter[:n] if b.tekst.strip())
        return not i_liste and any(ansvar.hele(t, self.leser) is None for t in foran)

    def _i_parentes(self, n: int, bit: Bit) -> bool:
        """«(Per)» at the end, or with only a deadline after it; not when somebody else is labelled responsible."""
        neste = self.biter[n + 1].tegn if n + 1 < len(self.biter) else ""
        if any(ANSVAR.match(b.tekst) for b in self.biter if b is not bit):
            return False
        etter = [b.tekst for b in self.biter[n + 1 :] if b.tegn == ")" and b.tekst.strip()]
        return neste.startswith((")", ",")) and all(frister.bare_frist(t, self.ref) for t in etter)
