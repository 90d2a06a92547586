"""The sheets of the go-live imports and their columns, as data; read like those of the organisation."""

from hms.arshjul.model import Oppgave
from hms.kit.lenke import LENGST
from hms.kurs.model import Kurs, PlanlagtKurs
from hms.organisasjon.importer.ark import Ark, Kolonne
from hms.regelverk.aksjon import KURS
from hms.tiltak.model import Tiltak

KILDER = ("vernerunde", "mks", "risikovurdering", "brann", "undersokelse", "tilsyn", "annet")
PERSON = Kolonne("person", "person", "tekst", "Id-en eller e-postadressen til personen.", kreves=True)
LENKE = Kolonne("lenke", "lenke", "tekst", "Lenke til dokumentasjonen.", maks=LENGST)

TATT = Ark(
    "Kurs",
    Kurs,
    "Hvem som har tatt hvilket kurs. Én rad for hver person og hvert kurs, den siste gangen. Den som ikke står her, er ukjent.",
    (
        PERSON,
        Kolonne("kurs", "kurs", "valg", "Hvilket kurs.", kreves=True, valg=KURS),
        Kolonne("dato", "dato", "dato", "Dagen kurset ble tatt. Tom: personen har ikke tatt det."),
        Kolonne("timer", "timer", "timer", "Hvor mange timer kurset var.", maks=400),
        Kolonne("avtale", "avtale", "tekst", "Lenke til avtalen, når grunnkurset var under 40 timer.", maks=LENGST),
    ),
    nokkel=("person", "kurs"),
)
PLANLAGT = Ark(
    "Planlagte kurs",
    PlanlagtKurs,
    "Kurs som skal holdes. Arket kan utelates.",
    (
        Kolonne("kurs", "kurs", "valg", "Hvilket kurs.", kreves=True, valg=KURS),
        Kolonne("dato", "dato", "dato", "Første dag.", kreves=True),
    ),
    nokkel=("kurs", "dato"),
)
TILTAK = Ark(
    "Tiltak",
    Tiltak,
    "Tiltak som ikke er utført.",
    (
        Kolonne("id", "id", "id", "Kommunens egen id for tiltaket.", kreves=True, maks=100),
        Kolonne("kilde", "kilde", "valg", "Hva tiltaket kom av.", kreves=True, valg=KILDER),
        Kolonne("tiltak", "tiltak", "tekst", "Hva som skal gjøres.", kreves=True, maks=500),
        Kolonne("enhet", "enhet", "id", "Id-en til noden tiltaket gjelder.", kreves=True, maks=100),
        Kolonne(
            "ansvarlig",
            "ansvarlig",
            "tekst",
            "Id-en eller e-postadressen til den ansvarlige. Tom: må avklares (bare vernerunde).",
        ),
        Kolonne("frist", "frist", "dato", "Siste dag. Tom: må avklares (bare vernerunde)."),
    ),
)
VERNERUNDER = Ark(
    "Vernerunder",
    Oppgave,
    "Når vernerunden sist ble holdt i hvert verneområde.",
    (
        Kolonne("verneområde", "omrade", "id", "Id-en til verneområdet.", kreves=True, maks=100),
        Kolonne("enhet", "enhet", "id", "Id-en til enheten, når området dekker flere.", maks=100, standard=""),
        Kolonne("sist_gjort", "dato", "dato", "Dagen vernerunden sist ble holdt.", kreves=True),
        LENKE,
    ),
    nokkel=("omrade", "enhet"),
)
