"""One mistake in what was to be imported: where it stands, and a code with parameters, worded at the edge."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from hms.kit.feil import HmsError

KODER = (
    "ark.mangler", "ark.flere", "ark.tomt", "ark.for_mange_rader",
    "kolonne.mangler", "kolonne.ukjent", "kolonne.flere", "kolonne.uten_overskrift",
    "fil.uleselig", "fil.for_stor", "fil.ukjent_type", "fil.ukjent_type_oppstart", "fil.finnes_ikke", "fil.tegnsett",
    "celle.mangler", "celle.formel", "celle.feilverdi", "celle.slatt_sammen", "celle.usynlig_tegn", "celle.for_lang",
    "celle.id_er_dato", "celle.id", "celle.ja_nei", "celle.dato", "celle.tall", "celle.timer", "celle.valg", "celle.epost",
    "celle.uuid", "celle.telefon", "celle.tekst", "celle.fnr",
    "id.flere", "ref.ukjent", "ref.avsluttet", "periode.baklengs", "epost.flere", "entra_id.flere",
    "node.kommune_antall", "node.forelder_mangler", "node.forelder_for_kommune", "node.forelder_type", "node.ring",
    "rolle.niva", "rolle.gjelder_mangler", "rolle.part_mangler", "rolle.part_ikke_her", "rolle.dobbel",
    "stilling.egen_leder",
    "valg.etterfolger_mangler", "valg.flytt_mangler", "valg.ukjent_node", "valg.etterfolger_er_borte",
    "valg.gjelder_ikke",
    "person.ukjent", "person.flere", "node.ukjent", "omrade.ukjent", "omrade.enhet", "omrade.flere_enheter",
    "dato.fram_i_tid", "dato.for_lenge_siden", "dato.tilbake_i_tid", "frist.for_langt_fram", "lenke.ugyldig", "timer.uten_dato",
)  # fmt: skip


@dataclass(frozen=True)
class Feil:
    """`rad` counts from 1 as the spreadsheet does, 0 when the whole sheet is meant. `params` may quote the cell."""

    kode: str
    ark: str = ""
    rad: int = 0
    kolonne: str = ""
    params: Mapping[str, Any] = field(default_factory=dict)


class OrgImportError(HmsError):
    """Nothing was imported. `feil` holds every mistake found, in the order of the sheets."""

    def __init__(self, feil: Iterable[Feil]) -> None:
        self.feil = tuple(feil)
        super().__init__("organisasjon.import_feilet", antall=len(self.feil))
