"""What numbers stand for when they are no dates: things that have a number, what is measured, what is counted."""
# ruff: noqa: SIM905 - lists of words are read, and sorted, as text

# A number after one of these names a thing.
NUMBERED = frozenset(
    "sak saken saka saksnr saksnummer arkivsak nr nummer no tiltak tiltaket punkt pkt ap versjon version ver vers kapittel kap § §§ paragraf avsnitt ledd "
    "tabell figur vedlegg rom rommet kontor bygg bygning avd avdeling etasje etg art artikkel ns iso en kode faktura fakturanr ref referanse konto kontonr kontonummer "
    "tlf telefon mobil mob telefonnummer oppgave post postnr side s linje modul skjema krav bilag seksjon sone blokk fløy utgave nivå type verdi "
    "temp ph snitt skår score karakter terningkast python windows ios bad gang inngang trapp hus vei gate post gnr bnr org orgnr budsjettpost "
    "avvik avviksnr id prosjekt artnr varenr del steg trinn klasse gruppe kr nok eur pris snes ip dok dokument jnr løpenr rev revisjon program eik "
    "gruppa romnr mal rutine prosedyre avtale saksnr. room floor case version section unit".split()
)
CLASSES = ("elev", "klasse", "trinn")
# A number before one of these counts or measures something.
MEASURES = frozenset(
    "% ‰ prosent promille kr kroner nok euro meter m cm mm km kg g gram l liter ml dl cl timer timar timers time t grader grad ° c ganger gonger gang stk "
    "stykk tablett tabletter pille piller dose doser dosar kopp kopper glass flaske porsjon mill millioner tusen poeng watt w kw kwh v volt ampere a bar år års årsverk stilling stillinger stillinga full av of mg mcg personer elever ansatte tilsette "
    "tommer mål kvm m2 db hz mbit gb mb ppm lux sider deler beboere barn brukere bebuarar brukarar minutter min minutt sekunder sek hours minutes sekk sekker pose poser bøtte bøtter spann kanne kanner eske esker pall paller plate plater skje skjeer pakke pakker brød kake kaker boks bokser ark rull "
    "ruller lass tønne tønner fat kubikk kilo tonn ampulle ampuller kapsel kapsler pille spade spader kartong kartonger flasker tank pizza deler del måltid sekkjer poser pakning pakninger sacks bags".split()
)
# A pump, a manhole or a truck may have a number too, in the indefinite form and as the end of a longer word.
NUMBERED_ENDINGS = tuple(
    "kode koden kum kummen pumpe ventil tank sluse kasse boks linje stasjon hydrant brønn sikring sløyfe avkjørsel stolpe mast pæl pel rampe port sensor "
    "detektor målepunkt batch lot celle felt løype skilt heis kjele".split()
)
# What is read off an instrument, or worked out: the number after it is a value («blodsukkeret 6.5», «temp på 12.5»).
MEASURED_ENDINGS = tuple(
    "sukker sukkeret temp tempen temperatur temperaturen trykk trykket verdi verdien vekt vekta vekten styrke konsentrasjon konsentrasjonen snitt snittet metning "
    "metningen lengde lengda lengden bredde bredden høyde høyda høyden dybde dybda dybden tykkelse tykkelsen fart farten hastighet hastigheten spenning spenninga "
    "spenningen gjennomsnitt gjennomsnittet fraværet prosenten andelen oksygen oksygenet turtall turtallet resultatet volum volumet mengde mengda mengden "
    "hemoglobin kalium natrium laktat crp bmi phen innhold innholdet nivå nivået skår score".split()
)
# Between what is measured and its value.
COPULAS = frozenset(
    "var er på ligger låg lå viste viser målt målte måles til nå no bare kun nesten ca cirka rundt over under ble blei vart opp ned står sto : = is was at".split()
)
# After these a small d/m is a share of something («i stedet for 1/2», «bare 1/2 igjen»).
FRACTIONS = frozenset("1/2 1/3 2/3 1/4 3/4".split())
BEFORE_A_SHARE = frozenset(
    "for bare kun ca omtrent ga gav gir tok tar fikk får brukte bruker mangler manglet mangla nesten halv og en ei ein et".split()
)
# Words that may follow a day; after an ordinal any other word is what it orders («den 2. etasjen»).
FOLLOWS = frozenset(
    "i kl ca var ble blei falt skled sklei skjedde hendte og men at om på ved klokka klokken fikk fekk så da då hadde skal skulle må er blir kom gikk gjekk denne "
    "slo vart som for med til hos mens når det dei de han hun ho vi me jeg eg æ rett like litt før etter under utpå utover utenfor utafor innenfor innafor foran framfor bak nede oppe mot langs gjennom hjemme heime inne ute mellom midt tidlig tidleg sent "
    "seint rundt omtrent cirka sånn der her hvor kor ein en ei et eit noen nokon ingen alle hele heile kjørte køyrde stod sto satt sat lå låg traff meldte melde sa "
    "fant fann oppdaga oppdaget datt ramla snubla snublet tråkka gled skar kutta brakk mista mistet fra frå siden sidan av uten utan igjen att enda men eller samt "
    "vil kan kunne bør har starter begynner åpner stenger møtes blei vert the at on in when we i she he they and was it when while just right before after".split()
)
