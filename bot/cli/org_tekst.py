"""What is wrong with an organisation file, in words for the person who filled it in."""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Any

from hms.organisasjon.importer.feil import Feil

TEKST: Mapping[str, str] = MappingProxyType(
    {
        "ark.mangler": "arket mangler. Det må være med, også når det er tomt",
        "ark.flere": "arket finnes flere ganger",
        "ark.tomt": "arket er tomt. Ventet minst én rad",
        "ark.for_mange_rader": "arket har innhold etter rad {maks}, som er det meste Varde leser",
        "kolonne.mangler": "kolonnen mangler. Den må være med, også når den er tom",
        "kolonne.ukjent": "ukjent overskrift. Ventet en av {ventet}",
        "kolonne.flere": "kolonnen finnes flere ganger",
        "kolonne.uten_overskrift": "cellen har innhold, men kolonnen har ingen overskrift",
        "fil.uleselig": "fila kan ikke leses. Lagre den på nytt som .xlsx eller CSV",
        "fil.for_stor": "fila er for stor",
        "fil.ukjent_type": "ventet en arbeidsbok (.xlsx) eller en mappe med CSV-filer",
        "fil.ukjent_type_oppstart": "ventet en arbeidsbok (.xlsx) eller en CSV-fil",
        "fil.finnes_ikke": "fila finnes ikke",
        "fil.tegnsett": "ukjent tegnsett. Lagre fila som CSV UTF-8",
        "celle.mangler": "cellen er tom, men må fylles ut",
        "celle.formel": "cellen er en formel. Ventet en verdi; lim inn som verdier",
        "celle.feilverdi": "cellen viser en feilverdi fra Excel",
        "celle.slatt_sammen": "cellene {omrade} er slått sammen. Del dem",
        "celle.usynlig_tegn": "cellen har usynlige tegn. Skriv den på nytt",
        "celle.for_lang": "teksten er for lang. Ventet høyst {maks} tegn",
        "celle.id_er_dato": "Excel har gjort id-en om til en dato. Ventet tekst",
        "celle.id": "«{verdi}» kan ikke være en id. Ventet tekst uten ; , | og =",
        "celle.ja_nei": "«{verdi}». Ventet ja eller nei",
        "celle.dato": "«{verdi}» er ingen gyldig dato. Ventet for eksempel 2026-11-30 eller 30.11.2026",
        "celle.tall": "ventet et helt tall fra {fra} til {til}",
        "celle.timer": "ventet et tall over 0, høyst {til}",
        "celle.valg": "«{verdi}» er ikke blant de lovlige verdiene. Ventet en av {valg}",
        "celle.epost": "ventet en e-postadresse",
        "celle.uuid": "ventet en objekt-ID fra Entra ID, som 0d8f5c1e-1c1a-4a0e-9f52-5f0f1c2d3e4f",
        "celle.telefon": "ventet et telefonnummer, med bare siffer og mellomrom",
        "celle.tekst": "ventet tekst",
        "celle.fnr": "cellen ser ut til å ha et fødselsnummer. Det skal aldri inn i Varde",
        "id.flere": "id-en «{verdi}» står også i rad {forste}. Ventet én rad for hver id",
        "ref.ukjent": "«{verdi}» finnes ikke i arket {til}",
        "ref.avsluttet": "«{verdi}» i arket {til} gjelder bare til {dato}, men denne raden gjelder lenger",
        "periode.baklengs": "siste dag er før første dag ({fra})",
        "epost.flere": "adressen står også i rad {forste}. Ventet én person for hver adresse",
        "entra_id.flere": "objekt-ID-en står også i rad {forste}. Ventet én person for hver konto",
        "node.kommune_antall": "fant {antall} gyldige noder av typen kommune. Ventet akkurat én",
        "node.forelder_mangler": "noden har ingen forelder. Bare kommunen står øverst",
        "node.forelder_for_kommune": "kommunen kan ikke ha en forelder",
        "node.forelder_type": "typen {type} kan ikke ligge under {forelder_type}. Ventet {ventet}",
        "node.ring": "nodene er hverandres foreldre: {ring}",
        "rolle.niva": "rollen kan ikke ligge på en node av typen {type}. Ventet {niva}",
        "rolle.gjelder_mangler": "cellen er tom. Ventet en id for {niva}",
        "rolle.part_mangler": "cellen er tom. Ventet a_side, g_side eller bht",
        "rolle.part_ikke_her": "bare medlemmer av AMU har en part her. Ventet tom celle",
        "rolle.dobbel": "personen har samme rolle samme sted i rad {forste}, i samme tid",
        "stilling.egen_leder": "personen er satt som sin egen leder. Ventet en annen, eller tom celle",
        "valg.etterfolger_mangler": (
            "noden «{node}» blir borte, men {bundet} er knyttet til den. "
            "Velg hvem som tar over: --etterfolger {node}=NY (er den lagt ned: noden over)"
        ),
        "valg.flytt_mangler": "noden «{node}» endres fra {for_} til {etter}. Er det meningen: --flytt {node}",
        "valg.ukjent_node": "valget nevner noden «{node}», som ikke finnes",
        "valg.etterfolger_er_borte": "etterfølgeren «{node}» finnes ikke blant de gyldige nodene i fila",
        "valg.gjelder_ikke": "noden «{node}» har fått en etterfølger, men den blir ikke borte",
        "person.ukjent": "«{verdi}» finnes ikke. Ventet id-en eller e-postadressen til en person",
        "person.flere": "flere personer har adressen «{verdi}». Ventet id-en til personen",
        "node.ukjent": "«{verdi}» finnes ikke. Ventet id-en til en node",
        "omrade.ukjent": "«{verdi}» finnes ikke. Ventet id-en til et verneområde",
        "omrade.enhet": "verneområdet dekker ikke «{verdi}». Ventet en av {ventet}",
        "omrade.flere_enheter": "cellen er tom, men verneområdet dekker flere enheter. Ventet en av {ventet}",
        "dato.fram_i_tid": "datoen er fram i tid. Ventet en dag til og med i dag",
        "dato.for_lenge_siden": "datoen er for lenge siden. Ventet en dag fra {fra}",
        "dato.tilbake_i_tid": "datoen er passert. Ventet en dag fra og med i dag",
        "frist.for_langt_fram": "fristen er for langt fram. Ventet en dag til og med {til}",
        "lenke.ugyldig": "ventet ei lenke som begynner med https://",
        "timer.uten_dato": "timer uten dato. Ventet en dato, eller tom celle",
    }
)
BUNDET = MappingProxyType(
    {
        "stillinger": ("stilling", "stillinger"),
        "roller": ("rolle", "roller"),
        "avvik": ("åpent avvik", "åpne avvik"),
        "stans": ("stans som ikke er slutt", "stanser som ikke er slutt"),
        "krav_om_svar": ("krav om svar", "krav om svar"),
        "oppgave": ("åpen oppgave", "åpne oppgaver"),
    }
)


def beskriv(feil: Feil) -> str:
    """«ark Personer, rad 14, kolonne epost: ventet en e-postadresse»."""
    sted = [f"ark {feil.ark}"] * bool(feil.ark) + [f"rad {feil.rad}"] * bool(feil.rad)
    sted += [f"kolonne {feil.kolonne}"] * bool(feil.kolonne)
    tekst = TEKST[feil.kode].format_map({navn: vis(verdi) for navn, verdi in feil.params.items()})
    return f"{', '.join(sted)}: {tekst}" if sted else tekst[:1].upper() + tekst[1:]


def vis(verdi: Any) -> str:
    """A value as it stands in the file."""
    if verdi is None or verdi == ():
        return "tom"
    if isinstance(verdi, bool):
        return "ja" if verdi else "nei"
    if isinstance(verdi, float):
        return f"{verdi:g}".replace(".", ",")
    if isinstance(verdi, date):
        return f"{verdi:%d.%m.%Y}"
    if isinstance(verdi, Mapping):
        return " og ".join(f"{antall} {BUNDET[slag][antall != 1]}" for slag, antall in verdi.items())
    if isinstance(verdi, tuple | list):
        return ", ".join(map(str, verdi))
    return str(verdi)
