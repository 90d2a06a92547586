"""Data that has passed the check → frozen values. No checks here."""

from collections.abc import Mapping, Sequence
from typing import Any

from hms.regelverk.aksjon import (
    NIVA,
    Aksjon,
    Bevis,
    Delaktivitet,
    Intervall,
    Kadens,
    Listepunkt,
    Minsteliste,
    Mottaker,
    Regelverk,
    Sammenstilling,
    Standard,
    Tekst,
)
from hms.regelverk.innstillinger import til_dag, til_dato, til_vindu

# Words in the document's own evidence lists that say what is asked for; a `slag` in the file goes before them.
TEGN = (("MKS-møte", "mote"), ("enke", "lenke"), ("Antall", "tall"), ("prosent", "tall"), ("ato", "dato"))


def regelverk(topp: Mapping[str, Any], aksjoner: Sequence[Mapping[str, Any]], stempel: str) -> Regelverk:
    """The rulebook of checked data."""
    roller: Mapping[str, Any] = topp["roller"]
    hardhet = topp.get("standard", {}).get("hardhet", "skal")
    return Regelverk(
        aksjoner={a["id"]: aksjon(a, hardhet) for a in aksjoner},
        standard=standard(topp.get("standard", {})),
        naermeste={id_: info.get("naermeste") for id_, info in roller.items()},
        rollenavn={id_: tekst(info) for id_, info in roller.items()},
        niva={id_: tuple(n) if isinstance(n := info["niva"], list) else (n,) for id_, info in roller.items()},
        samlekort={id_: tekst(info) for id_, info in topp["samlekort"].items()},
        stempel=stempel,
        minsteliste=next((minsteliste(a) for a in aksjoner if a.get("minsteliste")), None),
    )


def minsteliste(a: Mapping[str, Any]) -> Minsteliste:
    """The minimum list of documentation, from the action that reviews it."""
    punkter = tuple(
        Listepunkt(p["id"], tekst(p), tuple(p.get("niva", NIVA)), tuple(p.get("forhandsutfylt", ())))
        for p in a["minsteliste"]
    )
    return Minsteliste(a["id"], punkter, {farge: tekst(ord_) for farge, ord_ in a["minsteliste_status"].items()})


def standard(d: Mapping[str, Any]) -> Standard:
    """The values of the algorithm; what is left out is the document's."""
    grunn = Standard()
    start = d.get("oppstart", {})
    enheter = start.get("enheter")
    return Standard(
        paminn_dager=tuple(d.get("paminn_dager_for_slutt", grunn.paminn_dager)),
        purr_virkedager=tuple(d.get("purr_virkedager_etter", grunn.purr_virkedager)),
        loft_virkedager=tuple(d.get("eskaler_virkedager_etter", grunn.loft_virkedager)),
        stille=til_vindu(d["stille_periode"]) if "stille_periode" in d else grunn.stille,
        lenke_kommer_virkedager=d.get("utfort_lenke_kommer_virkedager", grunn.lenke_kommer_virkedager),
        maks_utsettelser=d.get("utsettelse", {}).get("maks", grunn.maks_utsettelser),
        oppstart=til_dato(start.get("dato")),
        enheter=None if enheter is None else tuple(enheter),
    )


def aksjon(a: Mapping[str, Any], hardhet: str) -> Aksjon:
    """One action."""
    k = kadens(a["syklus"])
    return Aksjon(
        id=a["id"],
        tittel=tekst(a["tittel"]),
        kilde=a["kilde"],
        ref=tuple(a["ref"]),
        ansvarlig=tuple(mottaker(m, a["niva"]) for m in a["ansvarlig"]),
        kadens=k,
        aktiv=a.get("aktiv", True),
        informasjon=a.get("type") == "informasjon",
        per=a.get("per"),
        vindu=til_vindu(a["vindu"]) if a.get("vindu") else None,
        myk_frist=til_dag(a["myk_frist"]) if "myk_frist" in a else None,
        perioder=tuple(til_vindu(v) for v in a.get("forslag_perioder", ())),
        hardhet=a.get("hardhet") or a["syklus"].get("hardhet") or hardhet,
        felles_oppgave=a.get("felles_oppgave", False),
        samles_i=a.get("samles_i"),
        medvirker=tuple(a.get("medvirker", ())),
        avhenger_av=tuple(a.get("avhenger_av", ())),
        gjelder_roller=tuple(a.get("gjelder_roller") or ()),
        bare_roller=bare_roller(a.get("konfig", {})),
        kan_snevres_til=tuple(a.get("konfig", {}).get("aktive_roller", ())),
        kurs=a.get("kurs"),
        merknad_til=tuple(a.get("merknad_til", ())),
        bevis=tuple(Bevis(tekst(b), b.get("slag") or slag(b["nb"])) for b in a.get("dokumentasjon", ())),
        eskalering=tuple(a["eskalering"]),
        eskalering_per_niva={n: tuple(kjede) for n, kjede in a.get("eskalering_per_niva", {}).items()},
        mangler_fra=til_dag(a["mangler_fra"]) if "mangler_fra" in a else None,
        tidligst_anbefalt=til_dag(a["tidligst_anbefalt"]) if "tidligst_anbefalt" in a else None,
        lukkes_av=a.get("lukkes_av"),
        rapport_til=a.get("rapport", {}).get("til"),
        sammenstilling=sammenstilling(a["sammenstilling"]) if "sammenstilling" in a else None,
    )


def bare_roller(konfig: Mapping[str, Any]) -> tuple[str, ...]:
    """The roles that the action is narrowed to, if it is (T-18)."""
    return tuple(konfig.get("aktive_roller", ())) if konfig.get("standard") == "aktive_roller" else ()


def kadens(s: Mapping[str, Any]) -> Kadens:
    """The cadence."""
    return Kadens(
        type=s["type"],
        n=s.get("n", 1),
        basisar=s.get("basisar"),
        forskyvning=s.get("ar_forskyvning", 0),
        maneder=tuple(sorted(s.get("maneder", ()))),
        antall=s.get("standard", 0),
        minst=s.get("min", 1),
        mest=s.get("maks"),
        maks_dager=s.get("maks_dager_mellom"),
        maks_dager_fire=s.get("maks_dager_mellom_ved_fire_moter"),
        juli_telles=s.get("juli_telles", True),
        min_timer=s.get("min_timer_per_ar"),
        utloser=s.get("utloser"),
        ved_behov=s.get("ogsa_ved_behov", False),
        intervall=_intervall(s) if "standard_mnd" in s else None,
        delaktiviteter=tuple(
            Delaktivitet(d["id"], tekst(d["tittel"]), _intervall(d)) for d in s.get("delaktiviteter", ())
        ),
        start=s.get("start"),
        frist_mnd=s.get("frist_mnd", 0),
        paminn_mnd=tuple(sorted(s.get("paminn_mnd", ()))),
        gjelder_foregaende=s.get("gjelder") == "foregaende_ar",
    )


def sammenstilling(d: Mapping[str, Any]) -> Sammenstilling:
    """When the summary is made."""
    return Sammenstilling(d["dag"], tuple(sorted(d["maneder"])))


def mottaker(m: Mapping[str, Any], niva: str) -> Mottaker:
    """One responsible role."""
    return Mottaker(
        rolle=m["rolle"],
        niva=m.get("niva", niva),
        del_=m.get("del", ""),
        tittel=tekst(m["tittel"]) if "tittel" in m else None,
        sporsmal=tekst(m["sporsmal"]) if "sporsmal" in m else None,
        bare_der_rollen_finnes=m.get("bare_der_rollen_finnes", False),
    )


def tekst(d: Mapping[str, Any]) -> Tekst:
    """A text in up to three languages."""
    return Tekst(d["nb"], d.get("nn"), d.get("en"))


def slag(nb: str) -> str:
    """What kind of evidence the words ask for."""
    return next((funnet for tegn, funnet in TEGN if tegn in nb), "tekst")


def enkelt(verdi: Any) -> Any:
    """The same as plain dicts and lists, so that the stamp does not depend on how the file was read."""
    if isinstance(verdi, Mapping):
        return {str(n): enkelt(v) for n, v in verdi.items()}
    if isinstance(verdi, list | tuple):
        return [enkelt(v) for v in verdi]
    return verdi


def _intervall(d: Mapping[str, Any]) -> Intervall:
    return Intervall(d["standard_mnd"], d.get("dognbemannet_mnd"), d.get("skole_barnehage_mnd"))
