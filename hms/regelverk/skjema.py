"""Which keys a rulebook may have, and what they hold. The check and the loader both go by this."""

from collections.abc import Mapping
from typing import Any

from hms.regelverk.aksjon import KURS, NIVA, PER, SLAG
from hms.regelverk.funn import Samler, Sted, Type
from hms.regelverk.typer import (
    Objekt,
    dato,
    eller_null,
    en_av,
    en_eller_flere,
    ja_nei,
    liste,
    manedsdag,
    oppslag,
    rolle,
    samlekort,
    sprak,
    tall,
    tekst,
    timer,
    vindu,
)

# What the document says that nothing in Varde goes by yet. A kommune's own file may repeat it, and not change it: no key is
# without effect. The gate holds these lists against what `bygg.py` reads.
FASTE_TOPP = frozenset({"versjon", "tidssone", "strategi"})
FASTE_STANDARD = frozenset(
    {"maks_en_melding_per_virkedag", "saksoppdatering_klokkeslett", "foreslatt_tiltaksfrist", "sendetid"}
)
FASTE_UTSETTELSE = frozenset({"krever_begrunnelse", "godkjennes_av"})
FASTE_AKSJON = frozenset({"spor_ved_oppsett", "arlig_rapport"})
FASTE_SYKLUS = frozenset(
    {"valgperiode_ar", "bekreft_intervall", "kontroll", "paminn_dager", "purr_dager", "avvik_etter_dager",
     "ett_avvik_per", "frister"}
)  # fmt: skip
# Where an action comes from and how it was read: for people.
FOR_LESEREN = frozenset({"kilde", "tolkning"})
ROLLENIVA = (*NIVA, "verneomrade", "mks_gruppe")
HARDHET = en_av("skal", "bor")
_MND = tall(1, 240)


def _syklus(type_: str, felt: Mapping[str, Type], paakrevd: tuple[str, ...] = ()) -> Objekt:
    return Objekt({"type": en_av(type_), **felt}, ("type", *paakrevd))


DELAKTIVITET = Objekt(
    {
        "id": tekst,
        "tittel": sprak(),
        "standard_mnd": _MND,
        "dognbemannet_mnd": _MND,
        "skole_barnehage_mnd": _MND,
    },
    ("id", "tittel", "standard_mnd"),
)
SYKLUSER: Mapping[str, Objekt] = {
    "arlig": _syklus(
        "arlig", {"ogsa_ved_behov": ja_nei, "gjelder": en_av("foregaende_ar"), "valgperiode_ar": tall(1, 10)}
    ),
    "hvert_n_ar": _syklus(
        "hvert_n_ar", {"n": tall(1, 20), "basisar": tall(2000, 2200, tomt=True), "ar_forskyvning": tall(0, 20)}, ("n",)
    ),
    "kvartalsvis": _syklus("kvartalsvis", {"maneder": liste(tall(1, 12), 1)}, ("maneder",)),
    "antall_per_ar": _syklus(
        "antall_per_ar",
        {
            "min": tall(1, 52),
            "maks": tall(1, 52, tomt=True),
            "standard": tall(1, 52),
            "maks_dager_mellom": tall(1, 366),
            "maks_dager_mellom_ved_fire_moter": tall(1, 366),
            "juli_telles": ja_nei,
            "min_timer_per_ar": timer,
        },
        ("standard",),
    ),
    "intervall": _syklus(
        "intervall",
        {"standard_mnd": _MND, "bekreft_intervall": en_av("arlig"), "delaktiviteter": liste(DELAKTIVITET, 1)},
    ),
    "per_person": _syklus(
        "per_person",
        {
            "start": en_av("rolle_start", "ansatt_dato", "kurs_dato"),
            "frist_mnd": _MND,
            "paminn_mnd": liste(tall(0, 240), 1),
            "hardhet": HARDHET,
        },
        ("start", "frist_mnd", "paminn_mnd"),
    ),
    "lopende": _syklus(
        "lopende",
        {
            "kontroll": en_av("daglig"),
            "paminn_dager": liste(tall(-365, 365)),
            "purr_dager": liste(tall(1, 365)),
            "avvik_etter_dager": tall(1, 365),
            "ett_avvik_per": en_av("tiltak"),
            "frister": oppslag(tall(1, 365)),
        },
    ),
    "hendelse": _syklus("hendelse", {"utloser": tekst}, ("utloser",)),
}


def syklus(s: Samler, verdi: Any, sted: Sted) -> None:
    """A cadence: its keys go by its type."""
    type_ = verdi.get("type") if isinstance(verdi, dict) else None
    if not isinstance(type_, str) or type_ not in SYKLUSER:
        s.feil(sted, f"ventet type: en av {', '.join(SYKLUSER)}")
        return
    SYKLUSER[type_](s, verdi, sted)
    if type_ == "intervall" and not ({"standard_mnd", "delaktiviteter"} & set(verdi)):
        s.feil(sted, "ventet standard_mnd eller delaktiviteter")


MOTTAKER = Objekt(
    {
        "rolle": rolle,
        "niva": en_av(*NIVA),
        "del": tekst,
        "tittel": sprak(),
        "sporsmal": sprak(),
        "bare_der_rollen_finnes": ja_nei,
    },
    ("rolle",),
)
_AKSJONER = liste(tekst)
AKSJON = Objekt(
    {
        "id": tekst,
        "tittel": sprak(),
        "kilde": en_av("tabell", "tekst", "avledet", "lov"),
        "type": en_av("oppgave", "informasjon"),
        "aktiv": ja_nei,
        "spor_ved_oppsett": ja_nei,
        "ref": liste(tekst, 1),
        "niva": en_av(*NIVA),
        "per": en_av(*PER),
        "ansvarlig": liste(MOTTAKER, 1),
        "felles_oppgave": ja_nei,
        "medvirker": liste(rolle),
        "syklus": syklus,
        "vindu": eller_null(vindu),
        "myk_frist": manedsdag,
        "tidligst_anbefalt": manedsdag,
        "mangler_fra": manedsdag,
        "forslag_perioder": liste(vindu, 1),
        "hardhet": HARDHET,
        "avhenger_av": _AKSJONER,
        "samles_i": samlekort,
        "rapport": Objekt(
            {"til": rolle, "nar": en_av("for_gjennomgangen", "for_motet"), "anonymisert": ja_nei}, ("til",)
        ),
        "sammenstilling": Objekt({"dag": tall(1, 28), "maneder": liste(tall(1, 12), 1)}, ("dag", "maneder")),
        "lukkes_av": en_av("moteplan"),
        "arlig_rapport": Objekt({"til": rolle, "vindu": vindu, "folger": tekst}, ("til", "vindu")),
        "dokumentasjon": liste(sprak({"slag": en_av(*SLAG)})),
        "eskalering": liste(rolle),
        "eskalering_per_niva": oppslag(liste(rolle, 1), NIVA),
        "gjelder_roller": eller_null(liste(rolle, 1)),
        "kurs": en_av(*KURS),
        "merknad_til": liste(rolle),
        "konfig": Objekt(
            {"nokkel": tekst, "standard": tekst, "verdier": liste(tekst, 1), "aktive_roller": liste(rolle)}
        ),
        "minsteliste_status": oppslag(sprak(), ("gronn", "gul", "rod")),
        "minsteliste": liste(
            sprak({"id": tekst, "niva": liste(en_av(*NIVA), 1), "forhandsutfylt": _AKSJONER}, ("id",))
        ),
        "tolkning": liste(tekst),
    },
    ("id", "tittel", "kilde", "ref", "niva", "ansvarlig", "syklus", "eskalering"),
)
ROLLE = sprak(
    {
        "niva": en_eller_flere(en_av(*ROLLENIVA)),
        "naermeste": eller_null(rolle),
        "sidespor": liste(rolle),
        "alias": liste(tekst),
    },
    ("niva",),
)
STANDARD = Objekt(
    {
        "paminn_dager_for_slutt": liste(tall(1, 365)),
        "purr_virkedager_etter": liste(tall(1, 365)),
        "eskaler_virkedager_etter": liste(tall(1, 365)),
        "hardhet": HARDHET,
        "utfort_lenke_kommer_virkedager": tall(1, 90),
        "maks_en_melding_per_virkedag": ja_nei,
        "saksoppdatering_klokkeslett": Objekt({"fra": tekst, "til": tekst}),
        "foreslatt_tiltaksfrist": Objekt({"ikke_mellom": liste(manedsdag, 2), "flyttes_til": manedsdag}),
        "oppstart": Objekt({"dato": dato, "enheter": eller_null(liste(tekst, 1))}),
        "stille_periode": vindu,
        "sendetid": Objekt({"ukedag": en_av("mandag"), "klokkeslett": tekst}),
        "utsettelse": Objekt({"krever_begrunnelse": ja_nei, "godkjennes_av": rolle, "maks": tall(0, 20)}),
    }
)
TOPP = Objekt(
    {
        "versjon": tall(1, 100),
        "tidssone": en_av("Europe/Oslo"),
        "standard": STANDARD,
        "samlekort": oppslag(sprak()),
        "strategi": liste(sprak({"id": tekst, "tekst": sprak()}, ("id",))),
        "roller": oppslag(ROLLE),
        "aksjoner": lambda _s, _verdi, _sted: None,  # checked one by one, when the files have been put together
    }
)
