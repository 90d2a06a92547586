"""The questions of «meld avvik»: what is asked, how an answer is read, and how it is shown (domain/avvik.md 2)."""

import re
from collections.abc import Mapping
from typing import Any

from dialogs import fortalt, texts, tid
from dialogs.contract import Block
from dialogs.forms.base import Choice, Prompt, Uleselig, View, is_id
from dialogs.forms.svarord import is_no
from dialogs.i18n import N_
from dialogs.language import reports
from dialogs.language.dorer import third_party
from dialogs.language.injury import read_injury
from hms.avvik import rules, service
from hms.avvik.queries import Leser
from hms.organisasjon import queries as org

MAX_PLACE = 200
ANONYM = "anonym"
OWN_LEADER = re.compile(
    r"\b(leder(en)?|leiar(en)?|sjef(en)?|avdelingsleder(en)?|enhetsleder(en)?|einingsleiar(en)?)\s+(min|vår)\b"
    r"|\b(min|vår)\s+(leder|leiar|sjef|avdelingsleder|enhetsleder|einingsleiar)\b|\bmy\s+(manager|boss|leader)\b",
    re.IGNORECASE,
)


def intro(view: View) -> tuple[Block, ...]:
    return (view.ctx.t.rich(N_("Er noen i fare nå, ring 113, 112 eller 110."), tone="emergency"),)


# --- hva --------------------------------------------------------------------------------------------------------------


def ask_hva(view: View) -> Prompt:
    t = view.ctx.t
    return Prompt(
        (
            t.rich(N_("**Hva skjedde, og hvor?** Skriv kort.")),
            t.rich(
                N_(
                    "**Ikke skriv** navn på andre, fødselsnummer eller noe om helsa til andre. Ble du selv skadet, spør jeg om det etterpå."
                ),
                tone="small",
            ),
        )
    )


def read_hva(said: str, _view: View) -> str:
    text = said.strip()
    if len(text) > rules.MAKS_HVA:
        raise Uleselig(
            N_("Teksten er på {n} tegn, og det er plass til {max}. Kort den ned og send den på nytt."),
            n=len(text),
            max=rules.MAKS_HVA,
        )
    if sum(letter.isalpha() for letter in text) < 2:  # noqa: PLR2004 - one letter tells nobody what happened
        raise Uleselig(N_("Skriv det med noen ord."))
    return text


def absorb(slot: str, value: Any, view: View) -> Mapping[str, Any]:
    if slot != "hva":
        return {}
    read = reports.read(value, view.ctx.now)
    wrong = tid.impossible(read.text)
    found: dict[str, Any] = {"@kategorier": [guess.id for guess in read.categories], "@umulig": wrong}
    # Beside a date that does not exist nothing is guessed from the rest.
    if wrong is None and read.when is not None and (moment := tid.from_reading(read.when)):
        found["nar"] = moment
    if read.where is not None:
        start, end = read.where.span
        found["sted"] = read.text[start:end][:MAX_PLACE]
    if read.skade is not None:
        found["skade"] = read.skade
    elif read.injured:
        found["@skadet"] = True
    if third_party(value):
        found["kategori"] = texts.VOLD
    if _names_leader(value, view):
        found["gjelder_leder"] = None  # asked about: the case must not go to the one it is about by default
    return found


def _names_leader(text: str, view: View) -> bool:
    """Does the text speak of the reporter's own leader, by that word or by name?"""
    if OWN_LEADER.search(text):
        return True
    node_id = view.get("node")
    line = org.linjeledere(view.ctx.session, view.ctx.leser.person_id, node_id, view.ctx.today) if node_id else []
    return bool(line) and line[0].navn.casefold() in text.casefold()


def tell(slot: str, view: View) -> tuple[str, ...]:
    """Where it is reported for, and that somebody was hurt, though the text does not say how badly."""
    if slot != "hva":
        return ()
    t = view.ctx.t
    place = (show_node(view.get("node"), view),) if view.get("node") is not None else ()
    return (*place, t.text(N_("skade: ja"))) if view.get("@skadet") else place


def warn(slot: str, view: View) -> tuple[Block, ...]:
    """A date or clock time that does not exist was left out: what to write instead."""
    wrong = view.get("@umulig") if slot == "hva" else None
    if wrong is None:
        return ()
    text = N_(
        "Jeg kunne ikke bruke «{tid}» som tidspunkt, for det finnes ikke. Skriv «endre tid» og så for eksempel «i går kl. 14» eller «30. november»."
    )
    return (view.ctx.t.rich(text, tid=wrong),)


# --- kategori, skade, grad --------------------------------------------------------------------------------------------


def ask_kategori(view: View) -> Prompt:
    t = view.ctx.t
    guesses = [key for key in view.get("@kategorier") or () if key in texts.KATEGORI][:3]
    choices = {key: Choice(key, t.text(name)) for key, name in texts.KATEGORI.items()}
    first = tuple(choices[key] for key in guesses)
    rest = tuple(choice for key, choice in choices.items() if key not in guesses)
    prompt = (t.rich(N_("**Hva slags avvik er det?**")),)
    return Prompt(prompt, first, rest) if first else Prompt(prompt, rest)


def ask_skade(view: View) -> Prompt:
    t = view.ctx.t
    choices = tuple(Choice(key, t.text(texts.SKADE[key])) for key in rules.skader())
    return Prompt((t.rich(N_("**Ble noen skadet?**")),), choices)


def read_skade(said: str, _view: View) -> str:
    """A typed injury: its number in the list, or in one's own words."""
    levels = rules.skader()
    if said.strip().isdecimal() and 1 <= int(said) <= len(levels):
        return levels[int(said) - 1]
    if is_no(said):
        return levels[0]
    found = read_injury(said)
    if found.skade is not None:
        return found.skade
    raise Uleselig(N_("Velg et av alternativene, eller skriv for eksempel «ingen» eller «førstehjelp»."))


def ask_grad(view: View) -> Prompt:
    t = view.ctx.t
    choices = tuple(Choice(grad, t.text(name)) for grad, name in texts.GRAD_EKSEMPEL.items())
    return Prompt(
        (t.rich(N_("**Hvor alvorlig er det?** Svaret er ditt forslag, og behandleren bestemmer etterpå.")),), choices
    )


def read_grad(said: str, view: View) -> int:
    first = said.strip()[:1]
    if first in {"1", "2", "3", "4"}:
        return int(first)
    for grad, name in texts.GRAD.items():
        if said.strip().casefold() == view.ctx.t.text(name).casefold():
            return grad
    raise Uleselig(N_("Velg et tall fra 1 (lav) til 4 (kritisk)."))


def pick_one(_said: str, _view: View) -> Any:
    raise Uleselig(N_("Velg et av alternativene."))


# --- hvor, når, hvem ---------------------------------------------------------------------------------------------------


def own_nodes(view: View) -> tuple[Choice, ...]:
    if view.ctx.person is None or view.ctx.person.id is None:
        return ()
    choices: dict[int, Choice] = {}
    for stilling in org.stillinger(view.ctx.session, view.ctx.person.id, view.ctx.today):
        node = org.node(view.ctx.session, stilling.node_id)
        if node is not None:
            choices[stilling.node_id] = Choice(stilling.node_id, node.navn)
    return tuple(choices.values())


def known_node(view: View) -> int | None:
    own = own_nodes(view)
    return own[0].value if len(own) == 1 else None


def ask_node(view: View) -> Prompt:
    own = own_nodes(view)
    if own and view.get("node") is None:
        return Prompt((view.ctx.t.rich(N_("**Hvilken av arbeidsplassene dine gjelder det?**")),), own)
    return Prompt((view.ctx.t.rich(N_("**Hvilken enhet eller avdeling gjelder det?** Skriv navnet.")),), own)


def read_node(said: str, view: View) -> int:
    hits = org.sok_noder(view.ctx.session, said, view.ctx.today)
    exact = [node for node in hits if node.navn.casefold() == said.strip().casefold()]
    if len(exact) == 1 and exact[0].id is not None:
        return exact[0].id
    if not hits:
        raise Uleselig(
            N_("Jeg fant ingen enhet som ligner. Prøv et annet navn, for eksempel navnet på skolen eller sykehjemmet.")
        )
    choices = tuple(Choice(node.id, node.navn) for node in hits)
    raise Uleselig(N_("Velg den du mente, eller skriv et annet navn."), choices)


def is_node(value: Any, view: View) -> bool:
    node = org.node(view.ctx.session, value) if is_id(value) else None
    return node is not None and (node.gyldig_til is None or node.gyldig_til >= view.ctx.today)


def show_node(value: Any, view: View) -> str:
    node = org.node(view.ctx.session, value)
    return node.navn if node else ""


def ask_nar(view: View) -> Prompt:
    return Prompt((view.ctx.t.rich(N_("**Når skjedde det?** For eksempel «i går kl. 8» eller «15. mars».")),))


def read_nar(said: str, view: View) -> dict[str, str]:
    wrong = tid.impossible(said)
    if wrong is not None:
        raise Uleselig(
            N_(
                "Jeg kan ikke bruke «{tid}», for det finnes ikke. Skriv for eksempel «i går kl. 14» eller «30. november»."
            ),
            tid=wrong,
        )
    found = tid.read_past(said, view.ctx.now)
    if found is None:
        raise Uleselig(N_("Jeg fant ikke noe tidspunkt. Skriv for eksempel «i går kl. 14», «mandag» eller «15. mars»."))
    if tid.fram_i_tid(found, view.ctx.now):
        raise Uleselig(N_("Det er fram i tid. Skriv når det skjedde, for eksempel «i går kl. 14»."))
    return found


def ask_sted(view: View) -> Prompt:
    return Prompt((view.ctx.t.rich(N_("**Hvor skjedde det?** For eksempel «ved inngangen» eller «på vaskerommet».")),))


def read_short(said: str, _view: View) -> str:
    text = said.strip()
    if len(text) > MAX_PLACE:
        raise Uleselig(N_("Skriv det litt kortere, med høyst {max} tegn."), max=MAX_PLACE)
    return text


def ask_gjelder_leder(view: View) -> Prompt:
    t = view.ctx.t
    choices = (
        Choice(False, t.text(N_("Nei, nærmeste leder behandler saken"))),
        Choice(True, t.text(N_("Ja, send saken til neste leder"))),
    )
    return Prompt((t.rich(N_("**Gjelder saken lederen din?** Da får lederen ikke se saken.")),), choices)


def _melder(view: View) -> Leser:
    """Whose line decides: nobody's, where nobody shall be known."""
    return service.INGEN if view.get(ANONYM) else view.ctx.leser


def show_behandler(value: Any, view: View) -> str:
    if view.ctx.kommune.ekstern is not None:
        other = N_("bestemmes i avvikssystemet, men ikke nærmeste leder") if value else N_("bestemmes i avvikssystemet")
        return view.ctx.t.text(other)
    node_id = view.get("node")
    person_id = (
        service.foreslatt_behandler(view.ctx.session, _melder(view), node_id, view.ctx.now, gjelder_leder=bool(value))
        if node_id is not None
        else None
    )
    person = org.person(view.ctx.session, person_id) if person_id is not None else None
    if person is not None:
        return person.navn
    last = fortalt.hms_ansvarlige(view.ctx.reader)
    return view.ctx.t.text(N_("HMS-ansvarlig finner en behandler") if last else N_("ingen ennå"))


def ask_fortrolig(view: View) -> Prompt:
    t = view.ctx.t
    choices = (
        Choice(False, t.text(N_("Vis navnet mitt"))),
        Choice(True, t.text(_fortrolig(view))),
    )
    blocks = [t.rich(N_("**Hvem skal se navnet ditt?**"))]
    if view.ctx.kommune.anonym and view.ctx.kommune.ekstern is None:
        other = N_("Vil du sende helt uten navn, går du til oversikten og velger **Legg til mer** og **Anonym**.")
        blocks.append(t.rich(other, tone="small"))
    return Prompt(tuple(blocks), choices)


def _fortrolig(view: View) -> str:
    """What confidential means: in another system Varde cannot know who reads the name, so it is not sent there."""
    if view.ctx.kommune.ekstern is not None:
        return N_("Fortrolig: navnet sendes ikke med")
    return N_("Fortrolig: bare behandleren ser navnet")


def show_fortrolig(value: Any, view: View) -> str:
    if value:
        return view.ctx.t.text(_fortrolig(view))
    return view.ctx.person.navn if view.ctx.person else view.ctx.kontakt.navn or ""


# --- legg til mer ------------------------------------------------------------------------------------------------------


def ask_strakstiltak(view: View) -> Prompt:
    return Prompt((view.ctx.t.rich(N_("**Hva ble gjort med en gang?**")),))


def ask_forslag(view: View) -> Prompt:
    return Prompt((view.ctx.t.rich(N_("**Hva foreslår du at vi gjør?**")),))


def ask_gjentakelse(view: View) -> Prompt:
    t = view.ctx.t
    choices = (
        Choice("ja", t.text(N_("Ja"))),
        Choice("nei", t.text(N_("Nei"))),
        Choice("vet_ikke", t.text(N_("Vet ikke"))),
    )
    return Prompt((t.rich(N_("**Kan det skje igjen?**")),), choices)


def show_gjentakelse(value: Any, view: View) -> str:
    names = {"ja": N_("Ja"), "nei": N_("Nei"), "vet_ikke": N_("Vet ikke")}
    return view.ctx.t.text(names[value])
