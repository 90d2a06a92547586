"""Who shall do it, as an answer: «jeg», a name, a role or a title, read against those around the place first."""

from collections.abc import Iterable
from typing import Any

from dialogs.forms.base import Choice, Uleselig, View
from dialogs.forms.personvalg import er_ansatt, er_her, les_person, vis_person
from dialogs.i18n import N_
from dialogs.language import names
from dialogs.language.names import Entry
from hms.organisasjon import queries as org
from hms.organisasjon.rader import Person
from hms.regelverk import roller

KOMMUNENS_ROLLER = ("hms_ansvarlig", "personvernombud", "smittevernansvarlig")


def les(said: str, view: View, node_id: int | None) -> int:
    """The id of the person, who may be a guest (krav 3.0-2). Several that fit give a choice; nobody is guessed."""
    people = _rundt(view, node_id) if node_id is not None else {}
    for person in org.sok_personer(view.ctx.session, said, view.ctx.today):
        people.setdefault(person.id or 0, (person, set()))
    roster = [
        Entry(str(key), person.navn, "person", ", ".join(sorted(words)) or None)
        for key, (person, words) in people.items()
        if er_her(key, view)
    ]
    me = next((entry for entry in roster if entry.id == str(view.ctx.leser.person_id)), None)
    found = names.resolve(said, roster, me or _meg(view))
    ids = [int(entry.id) for entry in found.entries] if found is not None else []
    if len(ids) == 1:
        return ids[0]
    if ids:
        choices = tuple(Choice(key, vis_person(key, view)) for key in ids)
        raise Uleselig(N_("Velg den du mente, eller skriv et annet navn."), choices)
    return les_person(said, view, gjester=True)


def jeg(view: View) -> tuple[Choice, ...]:
    """[Jeg gjør det selv], for somebody in the directory."""
    key: Any = view.ctx.leser.person_id
    return (Choice(key, view.ctx.t.text(N_("Jeg gjør det selv"))),) if er_ansatt(key, view) else ()


def _meg(view: View) -> Entry | None:
    person = view.ctx.person
    return Entry(str(person.id), person.navn, "person") if person is not None and er_ansatt(person.id, view) else None


def _rundt(view: View, node_id: int) -> dict[int, tuple[Person, set[str]]]:
    """Those around a place, by id, with the words for what they do: the line, its people, the verneombud."""
    session, today = view.ctx.session, view.ctx.today
    people: dict[int, tuple[Person, set[str]]] = {}

    def add(found: Iterable[Person | None], *words: str) -> None:
        for person in found:
            if person is not None and person.id is not None:
                people.setdefault(person.id, (person, set()))[1].update(words)

    for node in org.linje(session, node_id):
        add([org.leder_av(session, node.id or 0, today)], *_ord(org.LEDERROLLE[node.type]))
        for person, title in org.ansatte(session, node.id or 0, today):
            add([person], title)
    add(org.verneombud_for(session, node_id, today), *_ord("verneombud"))
    add(org.hovedverneombud(session, today), *_ord("hovedverneombud"))
    for rolle in KOMMUNENS_ROLLER:
        add(org.kommune_rolle(session, rolle, today), *_ord(rolle))
    return people


def _ord(rolle: str) -> tuple[str, ...]:
    info = roller.roller().get(rolle)
    return (*info.navn.values(), *info.alias) if info is not None else ()
