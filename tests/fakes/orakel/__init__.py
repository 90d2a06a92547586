"""An oracle for the årshjul: who gets which step when, worked out a day at a time from the text alone (TOLKNINGER.md)."""

from tests.fakes.orakel.fra_database import org_fra_database
from tests.fakes.orakel.org import ByggV, MksV, NodeV, OrgView, PersonV, RolleV, StillingV, VerneomradeV
from tests.fakes.orakel.plan import Linje, Oppstart, Valg, plan

__all__ = [
    "ByggV", "Linje", "MksV", "NodeV", "Oppstart", "OrgView", "PersonV", "RolleV", "StillingV", "Valg", "VerneomradeV",
    "org_fra_database", "plan",
]  # fmt: skip
