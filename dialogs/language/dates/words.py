"""The words of the date reader: kind → value → every spelling of it, in bokmål, nynorsk, dialect, English and some Polish.

Spellings without å, ø and æ are added by the lexicon where they mean nothing else. Words are in lower case.
"""

from typing import Any

WEEKDAYS: dict[Any, str] = {
    0: "mandag mandagen mandagens måndag måndagen måndagens månda mandan mandagn monday monday's poniedziałek poniedziałku",
    1: "tirsdag tirsdagen tirsdagens tysdag tysdagen tysdagens tirsda tisdag tysda tuesday tuesday's wtorek wtorku",
    2: "onsdag onsdagen onsdagens onsda wednesday wednesday's środa środę środy",
    3: "torsdag torsdagen torsdagens torsda tossdag thursday thursday's czwartek czwartku",
    4: "fredag fredagen fredagens freda fredan friday friday's piątek piątku",
    5: "lørdag lørdagen lørdagens laurdag laurdagen laurdagens lørda laurda lauda lordag saturday saturday's sobota sobotę soboty",
    6: "søndag søndagen søndagens sundag sundagen sundagens sønda sunda sondag sunday sunday's niedziela niedzielę niedzieli",
}
# Short for a weekday only beside a date, a clock time or a word that asks for one («ons 15/4», «frist fre»).
SHORT_WEEKDAYS: dict[Any, str] = {
    0: "man mand ma mån må mon",
    1: "tir tirs tirsd ti tys tysd tue tues",
    2: "ons onsd on wed",
    3: "tor tors torsd to thu thur thurs",
    4: "fre fred fredg fr fri",
    5: "lør lørd lø lau laur sat",
    6: "søn sønd sø sun sund",
}
MONTHS: dict[Any, str] = {
    1: "januar january styczeń",
    2: "februar february",
    3: "mars march",
    4: "april",
    5: "mai may maj",
    6: "juni june",
    7: "juli july",
    8: "august",
    9: "september",
    10: "oktober october",
    11: "november",
    12: "desember december",
}
SHORT_MONTHS: dict[Any, str] = {
    1: "jan",
    2: "feb febr",
    3: "mar",
    4: "apr",
    6: "jun",
    7: "jul",
    8: "aug",
    9: "sep sept",
    10: "okt oct",
    11: "nov",
    12: "des dec",
}
NUMBERS: dict[Any, str] = {
    1: "en ein ei et eit ett én éin ei one a an",
    2: "to two tvo",
    3: "tre tri three",
    4: "fire four",
    5: "fem five",
    6: "seks six",
    7: "sju syv seven",
    8: "åtte ått ott eight",
    9: "ni nine",
    10: "ti ten",
    11: "elleve eleven",
    12: "tolv twelve",
    13: "tretten thirteen",
    14: "fjorten fourteen",
    15: "femten fifteen",
    16: "seksten sixteen",
    17: "sytten seventeen",
    18: "atten eighteen",
    19: "nitten nineteen",
    20: "tjue tyve tjuge twenty",
    21: "tjueen tjueein tjueett",
    22: "tjueto",
    23: "tjuetre",
    24: "tjuefire",
    25: "tjuefem femogtyve",
    26: "tjueseks",
    27: "tjuesju tjuesyv",
    28: "tjueåtte",
    29: "tjueni",
    30: "tretti tredve thirty",
    31: "trettien",
    40: "førti forty",
    45: "førtifem",
    50: "femti fifty",
    60: "seksti sixty",
    90: "nitti ninety",
}
ORDINALS: dict[Any, str] = {
    1: "første fyrste fyste føste first",
    2: "andre annen anna second",
    3: "tredje tredie third",
    4: "fjerde fourth",
    5: "femte fifth",
    6: "sjette sixth",
    7: "sjuende syvende sjuande seventh",
    8: "åttende åttande eighth",
    9: "niende niande ninth",
    10: "tiende tiande tenth",
    11: "ellevte ellevde eleventh",
    12: "tolvte tolvde twelfth",
    13: "trettende trettande thirteenth",
    14: "fjortende fjortande fourteenth",
    15: "femtende femtande fifteenth",
    16: "sekstende sekstande sixteenth",
    17: "syttende syttande seventeenth",
    18: "attende attande eighteenth",
    19: "nittende nittande nineteenth",
    20: "tjuende tyvende tjuande twentieth",
    21: "tjueførste tjuefyrste",
    22: "tjueandre",
    23: "tjuetredje",
    24: "tjuefjerde",
    25: "tjuefemte",
    26: "tjuesjette",
    27: "tjuesjuende tjuesyvende tjuesjuande",
    28: "tjueåttende tjueåttande",
    29: "tjueniende tjueniande",
    30: "trettiende tredevte trettiande thirtieth",
    31: "trettiførste trettifyrste",
}
UNITS: dict[Any, str] = {
    "minute": "minutt minutter minuttar minutta min minute minutes mins",
    "kvarter": "kvarter kvarteret",
    "halfhour": "halvtime halvtima halvtimes",
    "hour": "time timer timar tima timan timane hour hours hr hrs",
    "day": "dag dagen dager dagar dagene dagane daga dagan døgn døgnet day days dgr",
    "workday": (
        "virkedag virkedager virkedagar virkedagene arbeidsdag arbeidsdager arbeidsdagar arbeidsdagen arbeidsdagene "
        "yrkedag yrkedagar hverdag hverdager kvardag kvardagar vyrkedagar virkedagen yrkedagen workday workdays"
    ),
    "week": "uke uker uka uken ukene veke veker veka vekene vekå uko vika vike ukers week weeks",
    "month": "måned måneder måneden månedene månad månader månaden månadene mnd mnder month months mnda",
    "year": "år året åra åran åren year years",
    "weekend": "helg helga helgen helgene helgi hælja hælga weekend weekenden weekends",
    "quarter": "kvartal kvartalet kvartaler quarter kv",
    "tertial": "tertial tertialet tertialer tertialen",
    "half": "halvår halvåret",
    "fortnight": "fortnight fortnights",
    "night": "natt natta natten natti night",
}
PARTS: dict[Any, str] = {
    "morgen": "morgen morgenen morgon morgonen morges morgenkvisten morra morran morron mårran mårrån morning otta morgonkvisten rano",
    "formiddag": "formiddag formiddagen føremiddag føremiddagen formiddan formidda fm",
    "middag": "middag middagstid middagstider lunsj lunsjtid lunsjtider lunsjen lunch",
    "ettermiddag": "ettermiddag ettermiddagen ettermidda ettermiddan afternoon em",
    "kveld": "kveld kvelden kvelds kvell kvelln kveldi aften aftes evening kveldsvakt kveldsvakta kveldinga kveldinge seinvakt seinvakta kveldstid wieczorem wieczór",
    "natt": "natt natta natten natti night nattevakt nattevakta nattevakten",
}
DAY_WORDS: dict[Any, str] = {
    -2: "førgårs førrgårs iforgårs forgårs iforgårs iførgår førgår iførrgår iforgaars przedwczoraj iforrgårs",
    -1: "igår yesterday gårsdagen gårsdagens wczoraj yesterday's igåar",
    0: "idag today dzisiaj dziś idagen dd idagg",
    1: "imorgen imorgon imorra jutra imorro tomorrow jutro imårra morgendagen morgendagens morgondagen imorn tomorrow's imorrå",
    2: "overmorgen iovermorgen overmorgon overimorgen overimorgon iovermorgon overmorra overimorra",
}
# After «i»: i går, i morra, i overmorgen.
I_DAY_WORDS: dict[Any, str] = {
    -2: "forgårs førgår forgår forigårs forrigårs fyrrgår førrgår forgarsdag",
    -1: "går gårs gåår går'n gårn",
    0: "dag da daj",
    1: "morgen morgon morra morro mårra morn mårrå morrå mårgå",
    2: "overmorgen overmorgon overmorra",
}
I_PARTS: dict[Any, str] = {
    "morgen": "morges morgest morres mårest morgas mårres morgesa mårras morrest morest",
    "formiddag": "formiddag føremiddag formidda",
    "ettermiddag": "ettermiddag ettermidda etterm",
    "kveld": "kveld kvell aften aftan kveldi",
}
JOINED_PARTS: dict[Any, str] = {
    "morgen": "imorges imorgest imorrest",
    "formiddag": "iformiddag",
    "ettermiddag": "iettermiddag",
    "kveld": "ikveld tonight",
}
# What is held on a weekday and named by it: «lørdagsrunden», in the definite form, which is one that was.
EVENTS = (
    "runden runda vakta vakten skiftet møtet turen treninga treningen timen økta økten middagen frokosten lunsjen kaffen handelen handelen stellet "
    "dusjen visitten undervisninga undervisningen leveransen leveringa leveringen ruta ruten åpningen"
)
SEASONS: dict[Any, str] = {
    "var": "våren spring vårparten",
    "sommer": "sommer sommeren sommar sommaren summer sommerens",
    "host": "høst høsten haust hausten autumn høstparten",
    "vinter": "vinter vinteren vinteren winter",
}
HOLIDAY_WORDS: dict[Any, str] = {
    "nyttarsdag": "nyttårsdag nyttårsdagen",
    "nyttar": "nyttår nyttåret nyttårshelga nyttårshelgen årsskifte årsskiftet årsskiftes årsskift",
    "nyaret": "nyåret",
    "morsdag": "morsdag morsdagen",
    "valentin": "valentinsdagen valentinsdag",
    "fastelavn": "fastelavn fastelavnssøndag",
    "kvinnedagen": "kvinnedagen",
    "palmesondag": "palmesøndag palmesundag palmesøndagen",
    "palmehelga": "palmehelga palmehelgen palmehelg",
    "paskeuka": "påskeuka påskeuken påskeveka påskeuke",
    "skjaertorsdag": "skjærtorsdag skirtorsdag skjærtorsdagen",
    "langfredag": "langfredag langfredagen",
    "paskeaften": "påskeaften påskeafta påskaften påskelørdag",
    "paskedag1": "påskedag påskedagen påskesøndag",
    "paskedag2": "påskemandag påskemåndag",
    "paske": "påske påska påsken påskene easter",
    "paskehelga": "påskehelga påskehelgen påskehelg",
    "arbeidernes": "arbeidernes",
    "frigjoring": "frigjøringsdagen frigjeringsdagen",
    "grunnlov": "grunnlovsdagen nasjonaldagen grunnlovsdag",
    "himmelfart": "himmelfartsdag himmelfart himmelfartsdagen himmelfarten",
    "pinseaften": "pinseaften pinseafta",
    "pinsedag1": "pinsedag pinsedagen pinsesøndag",
    "pinsedag2": "pinsemandag",
    "pinse": "pinse pinsa pinsen pinsehelga pinsehelgen pinsehelg whitsun",
    "sankthans": "sankthansaften sankthans jonsok jonsokaftan sankthansaftan",
    "sankthansdag": "sankthansdag jonsokdagen",
    "olsok": "olsok",
    "halloween": "halloween",
    "allehelgen": "allehelgensdag allehelgen allehelgensdagen",
    "farsdag": "farsdag farsdagen",
    "advent": "advent adventstida adventstiden",
    "lucia": "lucia luciadagen",
    "lillejulaften": "lillejulaften litlejulaftan veslejulaftan lillejulafta",
    "julaften": "julaften julaftan juleaften julafta",
    "juledag1": "juledag juledagen",
    "jul": "jul jula julen christmas xmas",
    "julehelga": "julehelga julehelgen julehelg",
    "romjul": "romjul romjula romjulen romjola",
    "nyttarsaften": "nyttårsaften nyttårsaftan nyttårsafta",
}
FUNCTION_WORDS: dict[str, dict[Any, str]] = {
    "kl": {True: "kl klokka klokken klokkå klokkan klokkeslett klokkeslettet klk klokke kokka klokkka"},
    "atword": {True: "at"},
    "polishat": {True: "o około"},
    "halv": {True: "halv half"},
    "quarterword": {True: "kvart quarter kvarter kvarten"},
    "over": {True: "over past"},
    "pa": {True: "på to"},
    "ca": {
        True: "ca cirka circa sirka omtrent omlag omkring rundt ved kring sånn about around approximately approx nesten nærmere snart ca. inntil"
    },
    "ampm": {"am": "am", "pm": "pm"},
    "noon": {True: "noon midday"},
    "midnight": {True: "midnatt midnight"},
    "hourish": {True: "tiden tida tia tiå tidå"},
    "prev": {
        "week": "forrige førre forrie forige forje førrje førrige previous førra forrgie førrigje",
        "recent": "sist siste sista last seinaste",
    },
    "next": {True: "neste nest next nesta nestkommende"},
    "coming": {
        True: "førstkommende kommende komande fyrstkomande kommande nærmeste nærmaste førstkomande fyrstkommande upcoming coming påfølgende førstkomne"
    },
    "unitposs": {
        "year": "årets",
        "month": "månedens månadens månedes",
        "week": "ukens ukas vekas ukes vekes",
        "day": "dagens",
    },
    "unitgen": {"hour": "times", "week": "ukes vekes", "month": "måneds månads", "day": "dags døgns", "year": "års"},
    "this": {True: "denne dette denna inneværende inneverande this denneher innevære nåværende"},
    "last": {True: "siste sista last seinaste"},
    "siden": {True: "siden sidan sia sida ago sea sidn sian"},
    "back": {True: "tilbake attende tilbakers"},
    "vague": {True: "noen nokre noko noe lenge some few flere fleire mange nokon par"},
    "couple": {True: "par couple"},
    "day2": {True: "dagen day"},
    "by": {True: "innen innan inen inna innafor by within innom innenn innn"},
    "latest": {True: "senest seinast seinest snst frist fristen tidsfrist deadline due until"},
    "til": {True: "til tel te ti' till to inntil frem fram until through tom"},
    "before": {True: "før før before førr fyrr innføre forut"},
    "after": {True: "etter after ette"},
    "over2": {True: "over"},
    "from": {True: "fra frå from fom since mellom between"},
    "sincew": {True: "siden sidan since sia"},
    "ut": {True: "ut ute"},
    "and": {True: "og and & samt til - – — to"},
    "dash": {True: "- – — / −"},
    "hyphen": {True: "- – — −"},
    "slash": {True: "/"},
    "comma": {True: ", ( ; :"},
    "close": {True: ")"},
    "i": {True: "i in on"},
    "den": {True: "den d dag the det dei"},
    "of": {True: "av of i for in på"},
    "utgang": {True: "utgangen utgang utløpet utløpe enden utgangne"},
    "course": {True: "løpet laupet"},
    "during": {True: "during throughout"},
    "end": {True: "slutten slutt end slutning slutta"},
    "early": {True: "starten start begynnelsen byrjinga beginning primo byrjing begynnelse byrjinga"},
    "mid": {True: "medio midten midt midta middle mid"},
    "late": {True: "slutten slutt ultimo enden slutta"},
    "ultimo": {True: "ultimo"},
    "endword": {
        "month": "månedsslutt månadsslutt månedslutt eom",
        "year": "årsslutt årslutt årsslutten",
        "week": "eow ukeslutt vekeslutt ukesslutt",
        "quarter": "kvartalsslutt kvartalslutt kvartalslutten",
        "day": "dagslutt eod cob",
    },
    "turnquarter": {True: "kvartalsskifte kvartalsskiftet kvartalskiftet"},
    "turn": {True: "månedsskifte månedskiftet månadsskiftet månedsskiftet månadsskifte"},
    "mod": {"morgen": "tidlig tidleg tidlegare tidli early", "kveld": "sent seint late sein"},
    "filler": {
        True: ", ( ca cirka circa omtrent rundt omkring ved på pa om i den utpå sånn kring det a nå no engang en gang klart circa in the on about around at . – - :"
    },
    "thatis": {True: "nå no da her"},
    "every": {
        True: "hver hvert kvar kvart every each annenhver annethvert annakvar annankvar annakvart annankvart alle"
    },
    "snarest": {
        True: "snarest snarast straks strax omgående omgåande umiddelbart asap øyeblikkelig øyeblikkeleg augneblikkeleg immediately fluksens haster hastar hastesak strakst pronto omgåande"
    },
    "fortlopende": {
        True: "fortløpende fortløpande fortlaupande løpende løpande laupande kontinuerlig kontinuerleg ongoing continuously continuous jevnlig jamleg jamnleg fortlopende underveis undervegs"
    },
    "soon": {True: "snart fort raskt tidlig kjapt kvikt soon quickly hurtig tidleg"},
    "possible": {True: "mulig mogleg råd possible muleg mulih"},
    "pronoun": {True: "du vi dere de jeg eg me dokker dei han ho hun man you we i they"},
    "meeting": {
        True: "møte møtet mks amu lamu mksmøte meeting gruppemøte personalmøte avdelingsmøte utvalg gong gang møta samling utvalet"
    },
    "meetword": {True: "hms mks amu verne team leder personal avdelings gruppe kvalitets fagråds"},
    "halfyear": {True: "halvt"},
    "onehalf": {1.5: "halvannen halvannet halvanna halvannan halvtanna"},
    "yearword": {-1: "fjor ifjor fjør", -2: "forfjor forifjor iforfjor"},
    "whole": {True: "hele heile whole"},
    "rest": {True: "resten rest"},
    "hittil": {True: "hittil"},
    "now": {True: "nå no now nettopp"},
    "exactly": {True: "akkurat just right nettopp"},
    "tidspunkt": {True: "tid tids"},
    "fram": {True: "fra frå frem fram from"},
    "kalender": {
        True: (
            "sommerferien sommerferie sommarferien sommarferie skoleferien skuleferien ferien høstferien høstferie haustferien haustferie vinterferien vinterferie "
            "juleferien juleferie påskeferien påskeferie fellesferien fellesferie skolestart skulestart skoleslutt skuleslutt barnehagestart "
            "planleggingsdag planleggingsdagen planleggingsdager planleggingsdagene semesterstart semesterslutt skoleår skoleåret skuleåret skoleårets skuleårets skolestarten skulestarten skolestopp "
            "barnehageåret barnehageårets ferieavvikling ferieavviklingen ferieavviklinga oppstarten skoleavslutning skoleavslutningen skoleavslutninga skuleavslutninga ferietida ferietiden skoleruta semester semesteret "
            "høstsemesteret vårsemesteret haustsemesteret skolestarts sommaravslutning sommeravslutning sommeravslutningen sommeravslutninga ferie barnehagedag hovedferien hovudferien sumarferien ferian fellesferia sommerferia"
        )
    },
    "holidayen": {True: "holidays holiday vacation break"},
    "schoolword": {True: "school skolen skulen barnehagen elevene elevane"},
    "schoolstart": {True: "starts start begins starter startar begynner byrjar åpner stenger slutter sluttar"},
}
