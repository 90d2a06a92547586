"""`innstillinger.yaml`: the kommune's answers to what the document leaves open (requirements, Konfignøkkel). Flat keys."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from hms.regelverk.aksjon import AUTO, FORESLA, Aksjon, Intervall, Manedsdag, Regelverk, Standard, Tekst, Vindu
from hms.regelverk.funn import Type
from hms.regelverk.typer import Objekt, dato, eller_null, en_av, ja_nei, liste, manedsdag, tall, tekst, timer, vindu

Bruk = Callable[[Regelverk, Any], Regelverk]


@dataclass(frozen=True)
class Innstilling:
    """A key: what it holds, and what it does to the rulebook."""

    type: Type
    bruk: Bruk


def til_dag(verdi: str) -> Manedsdag:
    """«05-15» as a value."""
    return Manedsdag(int(verdi[:2]), int(verdi[3:]))


def til_vindu(verdi: Mapping[str, str]) -> Vindu:
    """{start, slutt} as a value."""
    return Vindu(til_dag(verdi["start"]), til_dag(verdi["slutt"]))


def til_dato(verdi: Any) -> date | None:
    """A date that YAML may have read already."""
    return date.fromisoformat(verdi) if isinstance(verdi, str) else verdi


def _aksjon(endre: Callable[[Aksjon, Any], Aksjon], *ider: str) -> Bruk:
    def bruk(r: Regelverk, verdi: Any) -> Regelverk:
        nye = {id_: endre(a, verdi) if id_ in ider else a for id_, a in r.aksjoner.items()}
        return replace(r, aksjoner=nye)

    return bruk


def _standard(endre: Callable[[Standard, Any], Standard]) -> Bruk:
    return lambda r, verdi: replace(r, standard=endre(r.standard, verdi))


def _kadens(felt: str, gjor: Callable[[Any], Any] = lambda verdi: verdi) -> Callable[[Aksjon, Any], Aksjon]:
    return lambda a, verdi: replace(a, kadens=replace(a.kadens, **{felt: gjor(verdi)}))


def _slutt(gjor: Callable[[Any], Manedsdag]) -> Callable[[Aksjon, Any], Aksjon]:
    return lambda a, verdi: replace(a, vindu=replace(a.vindu, slutt=gjor(verdi))) if a.vindu else a


def _delaktivitet(id_: str) -> Callable[[Aksjon, Any], Aksjon]:
    def endre(a: Aksjon, mnd: int) -> Aksjon:
        deler = tuple(replace(d, intervall=Intervall(mnd)) if d.id == id_ else d for d in a.kadens.delaktiviteter)
        return replace(a, kadens=replace(a.kadens, delaktiviteter=deler))

    return endre


def _amu(a: Aksjon, ja: object) -> Aksjon:
    roller = tuple(r for r in a.gjelder_roller if r != "amu_medlem")
    return replace(a, gjelder_roller=(*roller, "amu_medlem") if ja else roller)


def _repetisjon(a: Aksjon, verdi: str) -> Aksjon:
    return replace(a, bare_roller=a.kan_snevres_til if verdi == "aktive_roller" else ())


def _rolle(id_: str) -> Bruk:
    return lambda r, verdi: replace(r, rollenavn={**r.rollenavn, id_: Tekst(verdi)})


def _avvikfrist(navn: str) -> Bruk:
    return lambda r, verdi: replace(r, avvikfrister={**r.avvikfrister, navn: verdi})


def _maneder(a: Aksjon, maneder: list[int]) -> Aksjon:
    if a.sammenstilling is None:
        return a
    return replace(a, sammenstilling=replace(a.sammenstilling, maneder=tuple(sorted(maneder))))


def _samtaler(a: Aksjon, hvem: str) -> Aksjon:
    """«tabellen» names the leaders of units and departments only; the nearest leader is also that of a sector (T-12b)."""
    i_tabellen = tuple(m for m in a.ansvarlig if m.rolle != "kommunalsjef")
    return a if hvem == NAERMESTE_LEDER else replace(a, ansvarlig=i_tabellen)


def _over_frist(a: Aksjon, hva: str) -> Aksjon:
    return (
        a if hva == MERKNAD else replace(a, hardhet="skal", eskalering=(NAERMESTE_LEDER, "enhetsleder", "kommunalsjef"))
    )


def _eier(a: Aksjon, rolle: str) -> Aksjon:
    """The owner of a duty in common is the first listed, and its chain begins there (T-25)."""
    poster = tuple(sorted(a.ansvarlig, key=lambda m: m.rolle != rolle))
    return replace(a, ansvarlig=poster, eskalering=(rolle, *a.eskalering[1:]))


def _per(a: Aksjon, hva: str) -> Aksjon:
    return replace(a, per=None if hva == ENHET else hva)


NAERMESTE_LEDER = "naermeste_leder"
MERKNAD = "merknad"
ENHET = "enhet"
UKE = "uke"
BEKREFT = "alle_eller_bekreft"
_SLUTTEN = {"slutten_av_mai": Manedsdag(5, 31), "for_mai": Manedsdag(4, 30)}

INNSTILLINGER: Mapping[str, Innstilling] = {
    "oppstart.dato": Innstilling(dato, _standard(lambda s, v: replace(s, oppstart=til_dato(v)))),
    "oppstart.enheter": Innstilling(
        eller_null(liste(tekst, 1)), _standard(lambda s, v: replace(s, enheter=None if v is None else tuple(v)))
    ),
    "egenevaluering.myk_frist": Innstilling(manedsdag, _aksjon(lambda a, v: replace(a, myk_frist=til_dag(v)), "AH-01")),
    "lg.tidligst": Innstilling(manedsdag, _aksjon(lambda a, v: replace(a, tidligst_anbefalt=til_dag(v)), "AH-02")),
    "bht.innspill_vindu": Innstilling(vindu, _aksjon(lambda a, v: replace(a, vindu=til_vindu(v)), "TX-02")),
    "mal.enhet_frist": Innstilling(manedsdag, _aksjon(_slutt(til_dag), "TX-12")),
    "mal.virksomhetsplan_frist": Innstilling(manedsdag, _aksjon(_slutt(til_dag), "TX-14")),
    "amu.maneder": Innstilling(liste(tall(1, 12), 1), _aksjon(_kadens("maneder", lambda v: tuple(sorted(v))), "AH-15")),
    "vernedag.per_ar": Innstilling(tall(1, 12), _aksjon(_kadens("antall"), "AH-14")),
    "kurs.per_ar": Innstilling(tall(1, 12), _aksjon(_kadens("antall"), "AH-13")),
    "kurs.gjelder_amu": Innstilling(ja_nei, _aksjon(_amu, "TX-04")),
    "kurs.repetisjon.gjelder": Innstilling(en_av("alle", "aktive_roller"), _aksjon(_repetisjon, "TX-05")),
    "mks.moter_per_ar": Innstilling(tall(4, 12), _aksjon(_kadens("antall"), "AH-12")),
    "mks.samling_per_ar": Innstilling(tall(1, 12), _aksjon(_kadens("antall"), "TX-10")),
    "brann.ovelse_mnd": Innstilling(tall(1, 60), _aksjon(_delaktivitet("ovelse"), "AH-09")),
    "brann.runde_mnd": Innstilling(tall(1, 60), _aksjon(_delaktivitet("brannvernrunde"), "AH-09")),
    "undersokelse.basisar": Innstilling(tall(2000, 2200), _aksjon(_kadens("basisar"), "AH-03", "TX-15", "TX-16")),
    "vernerunde.innen_mai": Innstilling(en_av(*_SLUTTEN), _aksjon(_slutt(lambda v: _SLUTTEN[v]), "AH-08")),
    "eskalering.hopp_over_samme_person": Innstilling(
        ja_nei, _standard(lambda s, v: replace(s, hopp_over_samme_person=v))
    ),
    "ny_enhet.utsatt_dager": Innstilling(tall(0, 365), _standard(lambda s, v: replace(s, ny_enhet_dager=v))),
    "org.stab_som_enhet": Innstilling(ja_nei, _standard(lambda s, v: replace(s, stab_som_enhet=v))),
    "vernedag.min_timer_per_ar": Innstilling(timer, _aksjon(_kadens("min_timer", float), "AH-14")),
    "sektorrapport.maneder": Innstilling(liste(tall(1, 12), 1), _aksjon(_maneder, "TX-17")),
    "samtale.ansvarlig": Innstilling(en_av(NAERMESTE_LEDER, "tabellen"), _aksjon(_samtaler, "AH-11")),
    "kurs.over_frist": Innstilling(en_av(MERKNAD, "loft"), _aksjon(_over_frist, "TX-04")),
    "kjemikalie.krav": Innstilling(
        en_av(BEKREFT, "alle"), _aksjon(lambda a, v: replace(a, kan_vaere_uaktuelt=v == BEKREFT), "TX-06")
    ),
    "lg.eier": Innstilling(en_av("hms_ansvarlig", "kvalitetssjef"), _aksjon(_eier, "AH-02")),
    "vernerunde.per": Innstilling(en_av("verneomrade", ENHET), _aksjon(_per, "AH-08")),
    "paminnelse.samling": Innstilling(en_av(UKE, "dag"), _standard(lambda s, v: replace(s, ukessamling=v == UKE))),
    "dokument.versjon": Innstilling(tekst, _standard(lambda s, v: replace(s, dokument_versjon=v))),
    "rolle.kommunedirektor.visning": Innstilling(tekst, _rolle("kommunedirektor")),
    "stans.tekst": Innstilling(tekst, _standard(lambda s, v: replace(s, stans_tekst=v))),
    "vernerunde.avvik_modus": Innstilling(en_av(AUTO, FORESLA), _standard(lambda s, v: replace(s, avvik_modus=v))),
    "avvik.frist.mottatt_virkedager": Innstilling(tall(1, 10), _avvikfrist("mottatt")),
    "avvik.frist.vurdert_dager": Innstilling(tall(1, 60), _avvikfrist("vurdert")),
    "avvik.frist.lukket_dager": Innstilling(tall(1, 180), _avvikfrist("lukket")),
    "delegering.maks_mnd": Innstilling(tall(1, 36), _standard(lambda s, v: replace(s, delegering_maks_mnd=v))),
}
SKJEMA = Objekt({nokkel: en.type for nokkel, en in INNSTILLINGER.items()})
