"""The other doors: what must be heard in three languages, which idioms must not, and that the list is in order."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dialogs.language.dorer import doors, third_party
from dialogs.language.lexicon import load

BANKS = Path(__file__).resolve().parents[3] / "bench" / "banks"
HEARD = [
    ("personvern", "papirer med pasientnavn lå på bussen"),
    ("personvern", "ein kollega gløymde ei mappe med elevnamn på toget"),
    ("personvern", "lista over beboere, med navn og diagnoser, henger i heisen"),
    ("personvern", "I found a sheet with the names of residents in the bin"),
    ("personvern", "noen har kastet rapportark i papirsøpla"),
    ("ikt", "maskinen er låst og de vil ha bitcoin"),
    ("ikt", "filene er låst, vi må betale penger"),
    ("ikt", "skjermen min krev at eg betaler for å få filene attende"),
    ("ikt", "our files are encrypted and they want money"),
    ("ikt", "e-postkontoen min er overtatt"),
    ("strom", "kjøkkenmaskinen gir støt"),
    ("strom", "lysbryteren ga meg et kraftig støt"),
    ("strom", "vaskemaskina gjev støyt når eg tek på ho"),
    ("strom", "the kettle gave me a shock"),
    ("barn", "bekymringsmelding"),
    ("barn", "Bekymringsmelding."),
    ("barn", "jeg er bekymret for et barn i klassen"),
    ("barn", "eg er uroleg for eit barn i barnehagen"),
    ("barn", "I am worried about a child in my group"),
    ("barn", "eleven fortalte at far slår hjemme"),
    ("barn", "jenta tør ikke gå hjem"),
    ("barn", "vi må melde til barnevernet"),
    ("barn", "child welfare"),
    ("barn", "jeg har mistanke om at et barn blir mishandlet av foreldrene"),
    ("barn", "barnehagebarn forteller om vold hjemme"),
    ("barn", "eg trur ein elev har det vondt heime"),
    ("barn", "I think a boy in my class is being hit at home"),
    ("skole", "to gutter plager en jente i friminuttet hver dag"),
    ("skole", "elever fryser ut ei jente i klassen"),
    ("skole", "det er mobbing på 5. trinn"),
    ("skole", "foreldre ringer om at sønnen deres blir mobbet"),
    ("pasient", "pasienten fikk ti ganger for høy dose morfin og ble sendt til sykehus"),
    ("pasient", "brukeren falt ut av heisen og brakk hofta"),
    ("personvern", "pasientjournal lå på kopimaskinen"),
    ("personvern", "noen har lagt ut elevliste på facebook"),
    ("ikt", "jeg har fått en rar epost om passord"),
    ("ikt", "skjermen sier at filene er kryptert"),
    ("klage", "en mor vil klage på barnehagen"),
    ("forslag", "forslag: flytt printeren"),
    ("forslag", "jeg har en idé til bedre rutine"),
    ("skole", "en elev blir mobbet av de andre i klassen"),
    ("skole", "ein elev vert mobba i skulegarden"),
    ("skole", "a pupil is being bullied by other pupils"),
    ("skole", "en elev slo en annen elev i garderoben"),
    ("skole", "læreren slo en elev"),
    ("skole", "skolemiljøsak"),
    ("pasient", "beboer falt og brakk lårhalsen"),
    ("pasient", "pasienten døde etter feil medisin"),
    ("pasient", "bebuar fekk feil medisin og vart innlagt på sjukehus"),
    ("pasient", "the patient got the wrong medication and was taken to hospital"),
    ("personvern", "sendte journalen til feil person"),
    ("personvern", "personopplysningar på avvege"),
    ("personvern", "I lost my work phone with patient names on it on the bus"),
    ("ikt", "phishing"),
    ("ikt", "jeg trykket på en lenke i en mistenkelig e-post"),
    ("ikt", "eg opna eit vedlegg i ein falsk e-post"),
    ("ikt", "I clicked a link in a suspicious email"),
    ("klage", "klage"),
    ("klage", "en innbygger klager på vedtaket"),
    ("klage", "foreldra klagar på avslaget"),
    ("klage", "a relative wants to complain about the decision"),
    ("strom", "fikk støt av lysbryteren"),
    ("strom", "eg fekk straum gjennom handa"),
    ("strom", "I got an electric shock from the kettle"),
    ("forslag", "forbedringsforslag"),
    ("forslag", "forbedringsforslag: sett opp speil i svingen"),
    ("forslag", "eg har eit forslag til betring"),
    ("forslag", "I have a suggestion for the storage room"),
]
OUTSIDE = [
    "en bruker klådde på meg",
    "elev slo meg i gangen",
    "bruker slo meg",
    "en pårørende truet meg på telefonen",
    "ein pårørande truga meg",
    "eg vart sparka av ein brukar",
    "eleven trakasserte meg",
    "a user threatened me",
    "et barn slo meg",
    "pasient tok meg på rumpa",
    "brukeren kaller meg hore hver dag",
    "I was hit by a resident",
    "kollega ble slått av en bruker",
]
NOT_OUTSIDE = [
    "kollegaen min klådde på meg",
    "lederen min klådde på meg foran en bruker",
    "kollega trakasserer meg",
    "jeg ble klådd på av en kollega",
    "lederen slo meg",
    "en elev slo en annen elev",
    "eleven slo hodet i golvet, vi ringte lege",
    "jeg slo hodet i døra da eleven løp forbi",
    "en elev slo alarm da det luktet røyk",
    "jeg bruker alltid hansker, men slo hånda",
    "brukeren slo av lyset før vi gikk",
    "hunden til brukeren bet meg",
    "elevene kastet snøball på bilen",
]
QUIET = [
    "liste med navn på verneombud henger på veggen",
    "perm med rutiner for brann lå på bussen",
    "det ligger papir i skriveren",
    "rutinen for pasientlister mangler",
    "døra er låst og vi må betale for ny nøkkel",
    "skjermen er låst når jeg kommer på jobb",
    "lederen ga støtet til endringen",
    "aggregatet gir strøm til bygget",
    "bilen fikk et støt bakfra",
    "bekymringsmelding brann",
    "jeg jobber i barneverntjenesten og skled i trappa",
    "bekymret for barna i trafikken ved skolen",
    "vi er bekymret for inneklimaet i barnehagen",
    "gjerdet er hullete så barn kan komme ut på veien",
    "pasienten falt på badet, ingen skade",
    "beboer fikk feil medisin, men ble ikke skadet",
    "glemte å gi medisin til beboer",
    "lenka på sykkelen røyk",
    "klikket i døra er ødelagt",
    "vi har fått virus på avdelingen, omgangssyke",
    "elever klager på hodepine og dårlig luft",
    "beboerne klager på kulde",
    "nabo klager på støy fra byggeplassen",
    "mistet pc-en på foten",
    "mistet telefonen i gulvet",
    "utslipp av olje på avveie i bekken",
    "fikk et støt i ryggen av trallen",
    "det er ikke strøm i kontakten",
    "strømmen gikk i hele bygget",
    "har dere forslag til dato for møtet",
    "vi vedtok forslaget i møtet",
    "sendte rapporten til lederen",
    "forslaget om nye garderober er ikke fulgt opp",
    "jeg brakk hofta da jeg falt på isen",
    "filene til prosjektet er slettet ved en feil",
    "barna kastet sand på meg i sandkassa",
    "vikar stengte ute en besøkende ved inngangen",
    "kurs om phishing på torsdag",
    "rutinen for strømgjennomgang mangler",
    "vi mangler plan mot mobbing mellom elever",
    "mobbing mellom elever er tema i årshjulet",
    "personvern",
    "moren til eleven hentet ham for sent",
    "pasienten kastet opp på meg",
    "brukernavn og passord virker ikke",
    "we lost power in the kitchen",
    "the child slipped on the ice",
    "complaints about the smell in the hall",
]


def heard(text: str) -> set[str]:
    return set(doors(text)) - {"leder"}


@pytest.mark.parametrize(("door", "text"), HEARD)
def test_what_belongs_to_a_door_is_heard(door: str, text: str) -> None:
    assert door in heard(text)


@pytest.mark.parametrize("text", OUTSIDE)
def test_somebody_from_outside(text: str) -> None:
    assert third_party(text)


@pytest.mark.parametrize("text", NOT_OUTSIDE)
def test_nobody_from_outside(text: str) -> None:
    assert not third_party(text)


@pytest.mark.parametrize("text", QUIET)
def test_idioms_and_everyday_words_open_no_door(text: str) -> None:
    assert heard(text) == set()


def test_other_wrongdoing_is_no_matter_of_somebody_from_outside() -> None:
    assert not third_party("en bruker truet meg, og lederen dekker over det")


def test_a_proposal_counts_only_in_front() -> None:
    assert heard("det står vann på gulvet i garasjen, og jeg har et forslag til hvor sluket kan stå") == set()


def test_what_is_answered_is_not_heard_again() -> None:
    rule = doors("phishing")["ikt"].rule
    assert doors("phishing", without=(rule,)) == {}


def test_ordinary_reports_of_the_banks_keep_out_of_the_doors_that_keep_nothing() -> None:
    """The doors that keep nothing cost a report its text, so they may not open for what is an avvik."""
    found = []
    for name in ("open/avvik_oneshot", "own/avvik"):
        bank = json.loads((BANKS / f"{name}.json").read_text(encoding="utf-8"))
        for part in ("open", "tuning", "held"):
            found += [r["text"] for r in bank.get(part, ()) if heard(r["text"]) & {"barn", "skole", "pasient"}]
    assert found == []


def test_ordinary_commands_of_the_banks_open_no_door() -> None:
    found = []
    for name in ("open/intents", "own/intents"):
        bank = json.loads((BANKS / f"{name}.json").read_text(encoding="utf-8"))
        for row in (*bank.get("open", ()), *bank.get("own", ())):
            found += [row["text"] for door in heard(row["text"]) - {"tredjeperson"} if door]
    assert found == []


def test_every_entry_says_why_and_names_guards_that_exist() -> None:
    data = load("dorer")
    guards = [g["id"] for g in data["demping"]]
    rules = [r["id"] for r in data["regler"]]
    assert len(set(guards)) == len(guards)
    assert len(set(rules)) == len(rules)
    assert all(entry["hvorfor"] and entry["si"] for entry in [*data["demping"], *data["regler"]])
    used = {g for r in data["regler"] for g in r.get("demp", data["vanlig_demping"])}
    assert used == set(guards)
    for other in ("nod", "varsling"):
        assert not {r["id"] for r in load(other)["regler"]} & (set(rules) - {"leder"})


@given(st.text())
def test_never_raises(text: str) -> None:
    doors(text)
    third_party(text)
