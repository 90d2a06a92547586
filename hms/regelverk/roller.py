"""The roles of the document as data: what they are called, on which level they lie, and who is nearest above."""

import functools
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any

from ruamel.yaml import YAML

ARSHJUL = Path(__file__).with_name("arshjul.yaml")

# Roles that stand for a group or a relation in the årshjul; nobody is appointed to them.
IKKE_TILDELT = frozenset({"naermeste_leder", "medarbeider", "mks_gruppe", "amu"})
# An AMU member sits on one side of the table (T-08).
MED_PART = frozenset({"amu_medlem"})
# What a scope of each level is: the type of the scope, and for nodes their types. A stab counts as an enhet (T-39).
OMFANG_FOR_NIVA: Mapping[str, tuple[str, tuple[str, ...]]] = MappingProxyType(
    {
        "kommune": ("node", ("kommune",)),
        "sektor": ("node", ("sektor",)),
        "enhet": ("node", ("enhet", "stab")),
        "avdeling": ("node", ("avdeling",)),
        "verneomrade": ("verneomrade", ()),
        "bygg": ("bygg", ()),
    }
)


@dataclass(frozen=True)
class Rolleinfo:
    """One role: `navn` by language (nb, nn, en), `niva` the levels it may lie on, `naermeste` the next role up the line."""

    id: str
    navn: Mapping[str, str]
    niva: tuple[str, ...]
    naermeste: str | None
    sidespor: tuple[str, ...]
    alias: tuple[str, ...]

    def kan_ligge_pa(self, omfang_type: str, nodetype: str | None) -> bool:
        """May the role be held in a scope of this type (for a node: of this node type)?"""
        for niva in self.niva:
            tillatt, nodetyper = OMFANG_FOR_NIVA.get(niva, ("", ()))
            if omfang_type == tillatt and (not nodetyper or nodetype in nodetyper):
                return True
        return False


@functools.cache
def roller() -> Mapping[str, Rolleinfo]:
    """All roles of `arshjul.yaml`, by id."""
    data = YAML(typ="safe").load(ARSHJUL)
    return MappingProxyType({id_: _rolle(id_, felt) for id_, felt in data["roller"].items()})


@functools.cache
def tildelbare() -> Mapping[str, Rolleinfo]:
    """The roles that a person can be appointed to."""
    return MappingProxyType({id_: rolle for id_, rolle in roller().items() if id_ not in IKKE_TILDELT})


def _rolle(id_: str, felt: Mapping[str, Any]) -> Rolleinfo:
    niva = felt["niva"]
    return Rolleinfo(
        id=id_,
        navn=MappingProxyType({sprak: felt[sprak] for sprak in ("nb", "nn", "en")}),
        niva=tuple(niva) if isinstance(niva, list) else (niva,),
        naermeste=felt.get("naermeste"),
        sidespor=tuple(felt.get("sidespor", ())),
        alias=tuple(felt.get("alias", ())),
    )
