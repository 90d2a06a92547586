"""What must fit together in a rulebook: levels, windows, dependencies, chains. Goes on after each mistake."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from hms.regelverk import skjema
from hms.regelverk.aksjon import Manedsdag, Regelverk, Vindu
from hms.regelverk.funn import Samler, Sted

Rad = Mapping[str, tuple[Any, Sted]]


def roller(s: Samler, felt: Mapping[str, Any], steder: Mapping[str, Sted]) -> None:
    """No role is above itself."""
    over = {id_: info.get("naermeste") for id_, info in felt.items() if isinstance(info, dict)}
    for id_ in over:
        if id_ in _fra(id_, lambda her: [over.get(her)]):
            s.feil(steder[id_], "ventet ingen ring: rollen står over seg selv gjennom naermeste")


def egne_roller(s: Samler, felt: Mapping[str, Any], fra: Mapping[str, Any], steder: Mapping[str, Sted]) -> None:
    """A role that the document does not have works as a link in a chain; nobody can be appointed to it by the import."""
    for id_ in felt.keys() - fra.keys():
        s.advarsel(steder[id_], "rollen kan ikke tildeles i organisasjonsfila ennå; oppgavene går til neste i linja")


def aksjoner(s: Samler, rader: Mapping[str, Rad], rollefelt: Mapping[str, Any]) -> None:
    """Each action by itself, and the actions together."""
    for id_, rad in rader.items():
        _niva(s, rad, rollefelt)
        _vindu(s, rad)
        _kadens(s, rad)
        _kjede(s, rad)
        for annen in _avhenger(rader, id_):
            if annen not in rader:
                s.feil(rad["avhenger_av"][1], f"ventet id-en til en aksjon; {annen} finnes ikke")
        if id_ in _fra(id_, lambda her: _avhenger(rader, her)):
            s.feil(rad["avhenger_av"][1], "ventet ingen ring: aksjonen avhenger av seg selv")
    _minsteliste(s, rader)


def _minsteliste(s: Samler, rader: Mapping[str, Rad]) -> None:
    """One action has the list of documentation; its items are told apart, and what proves them is there."""
    sett_liste = False
    for rad in rader.values():
        punkter, sted = rad.get("minsteliste", (None, None))
        if not isinstance(punkter, list) or sted is None:
            continue
        if sett_liste:
            s.feil(sted, "ventet minsteliste på én aksjon")
        sett_liste = True
        if not {"gronn", "gul", "rod"} <= set(_nokler(rad.get("minsteliste_status", ({}, None))[0])):
            s.feil(sted, "ventet minsteliste_status med gronn, gul og rod")
        _punkter(s, punkter, sted, rader)


def _nokler(verdi: Any) -> Iterable[Any]:
    return verdi if isinstance(verdi, dict) else ()


def _punkter(s: Samler, punkter: list[Any], sted: Sted, rader: Mapping[str, Rad]) -> None:
    sett: set[Any] = set()
    for plass, punkt in enumerate(punkter):
        if not isinstance(punkt, dict):
            continue
        her = sted.under(punkter, plass)
        if punkt.get("id") in sett:
            s.feil(her, f"ventet hver id én gang; {punkt.get('id')} står to ganger")
        sett.add(punkt.get("id"))
        bevis = punkt.get("forhandsutfylt")
        for annen in bevis if isinstance(bevis, list) else ():
            if annen not in rader:
                s.feil(her.under(punkt, "forhandsutfylt"), f"ventet id-en til en aksjon; {annen} finnes ikke")


@dataclass(frozen=True)
class Dokumentet:
    """The document's own values, before the kommune's are laid over."""

    topp: Rad
    aksjoner: Mapping[str, Rad]


def faste(s: Samler, dokumentet: Dokumentet, egne: Iterable[tuple[Rad, Sted]], aksjoner_: Mapping[str, Rad]) -> None:
    """What nothing goes by yet stands as the document has it: a change of it would be without effect."""
    for fil, _sted in egne:
        _like(s, fil, dokumentet.topp, skjema.FASTE_TOPP)
        standard, sted = fil.get("standard", ({}, None))
        fra = dokumentet.topp["standard"][0]
        if isinstance(standard, dict) and sted is not None:
            _like(s, _felt(standard, sted), _felt(fra, sted), skjema.FASTE_STANDARD)
            utsettelse = standard.get("utsettelse")
            if isinstance(utsettelse, dict):
                her = sted.under(standard, "utsettelse")
                _like(s, _felt(utsettelse, her), _felt(fra["utsettelse"], her), skjema.FASTE_UTSETTELSE)
    for id_, rad in aksjoner_.items():
        for_ = dokumentet.aksjoner.get(id_, {})
        _like(s, rad, for_, skjema.FASTE_AKSJON)
        syklus, sted = rad.get("syklus", (None, None))
        if isinstance(syklus, dict) and sted is not None:
            fra = for_.get("syklus", ({}, sted))[0]
            _like(s, _felt(syklus, sted), _felt(fra, sted), skjema.FASTE_SYKLUS)


def _felt(verdi: Any, sted: Sted) -> Rad:
    return (
        {nokkel: (ett, sted.under(verdi, nokkel)) for nokkel, ett in verdi.items()} if isinstance(verdi, dict) else {}
    )


def _like(s: Samler, felt: Rad, fra: Rad, nokler: Iterable[str]) -> None:
    for nokkel in sorted(set(nokler) & set(felt)):
        verdi, sted = felt[nokkel]
        if verdi != fra.get(nokkel, (None, None))[0]:
            s.feil(
                sted, "ventet det som står i dokumentet; Varde følger ikke denne nøkkelen ennå, så den kan ikke endres"
            )


def utenfor(regelverk: Regelverk) -> list[str]:
    """The windows that do not hold the days they ought to, «MM-DD til MM-DD» (after the settings have been laid over)."""
    return [
        f"{_skrevet(a.vindu.start)} til {_skrevet(a.vindu.slutt)}"
        for a in regelverk.aksjoner.values()
        if a.vindu is not None
        and not all(_inne(a.vindu, dag) for dag in (a.myk_frist, a.tidligst_anbefalt) if dag is not None)
    ]


def _inne(vindu: Vindu, dag: Manedsdag) -> bool:
    if vindu.krysser_nyttar:
        return dag >= vindu.start or dag <= vindu.slutt
    return vindu.start <= dag <= vindu.slutt


def _skrevet(dag: Manedsdag) -> str:
    return f"{dag.maned:02}-{dag.dag:02}"


def _avhenger(rader: Mapping[str, Rad], id_: str) -> list[Any]:
    verdi: Any = rader.get(id_, {}).get("avhenger_av", ([], None))[0]
    return verdi if isinstance(verdi, list) else []


def _fra(start: str, neste: Any) -> set[Any]:
    """Everything that can be reached, in one step or more."""
    funnet: set[Any] = set()
    igjen: list[Any] = [start]
    while igjen:
        for her in neste(igjen.pop()):
            if isinstance(her, str) and her not in funnet:
                funnet.add(her)
                igjen.append(her)
    return funnet


def _niva(s: Samler, rad: Rad, rollefelt: Mapping[str, Any]) -> None:
    eget = rad.get("niva", (None, None))[0]
    poster, sted = rad.get("ansvarlig", ((), None))
    if not isinstance(poster, list) or sted is None:
        return
    sett: set[tuple[Any, Any]] = set()
    for plass, post in enumerate(poster):
        if not isinstance(post, dict) or post.get("rolle") not in rollefelt:
            continue
        her = sted.under(poster, plass)
        niva = post.get("niva", eget)
        lovlige = _som_liste(rollefelt[post["rolle"]].get("niva"))
        if niva not in lovlige:
            s.feil(her, f"ventet et nivå som rollen kan ligge på: {', '.join(map(str, lovlige))}")
        nokkel = (post.get("del", ""), niva)
        felles = rad.get("felles_oppgave", (False, None))[0]
        if nokkel in sett and not felles:
            s.feil(her, "ventet en egen del når to poster ligger på samme nivå")
        sett.add(nokkel)


def _som_liste(verdi: Any) -> Iterable[Any]:
    return verdi if isinstance(verdi, list) else [verdi]


def _vindu(s: Samler, rad: Rad) -> None:
    vindu, sted = rad.get("vindu", (None, None))
    if not isinstance(vindu, dict) or sted is None:
        return
    start, slutt = vindu.get("start"), vindu.get("slutt")
    if not (isinstance(start, str) and isinstance(slutt, str)):
        return
    for nokkel in ("myk_frist", "tidligst_anbefalt", "mangler_fra"):
        dag, her = rad.get(nokkel, (None, None))
        inne = isinstance(dag, str) and ((start <= dag <= slutt) if start <= slutt else (dag >= start or dag <= slutt))
        if her is not None and not inne:
            s.feil(her, f"ventet en dag i vinduet {start} til {slutt}")


def _kadens(s: Samler, rad: Rad) -> None:
    syklus, sted = rad.get("syklus", (None, None))
    if not isinstance(syklus, dict) or sted is None:
        return
    type_ = syklus.get("type")
    vindu, sted_vindu = rad.get("vindu", (None, sted))
    if type_ in ("arlig", "hvert_n_ar") and vindu is None:
        s.feil(sted_vindu, "ventet et vindu: aksjonen er årlig")
    if type_ in ("kvartalsvis", "intervall", "per_person") and vindu is not None:
        s.feil(sted_vindu, f"ventet null: {type_} styres ikke av et vindu")
    if type_ == "per_person":
        if rad.get("per", (None, None))[0] != "person":
            s.feil(sted, "ventet per: person")
        frist, paminn = syklus.get("frist_mnd"), syklus.get("paminn_mnd")
        if (
            isinstance(frist, int)
            and isinstance(paminn, list)
            and any(isinstance(m, int) and m > frist for m in paminn)
        ):
            s.feil(sted.under(syklus, "paminn_mnd"), f"ventet måneder til og med fristen ({frist})")
    if type_ == "antall_per_ar":
        _antall(s, syklus, sted)


def _antall(s: Samler, syklus: Mapping[str, Any], sted: Sted) -> None:
    minst, standard, mest = syklus.get("min", 1), syklus.get("standard"), syklus.get("maks") or 52
    if all(isinstance(tall, int) for tall in (minst, standard, mest)) and not minst <= standard <= mest:  # type: ignore[operator]
        s.feil(sted.under(syklus, "standard"), f"ventet et tall fra min ({minst}) til maks ({mest})")


def _kjede(s: Samler, rad: Rad) -> None:
    """A chain begins with the responsible role; a list where a role comes twice has been reported by its type."""
    poster = rad.get("ansvarlig", ((), None))[0]
    eget = rad.get("niva", (None, None))[0]
    per_niva, sted_per_niva = rad.get("eskalering_per_niva", ({}, None))
    kjede, sted = rad.get("eskalering", ([], None))
    if not isinstance(poster, list) or not isinstance(per_niva, dict) or not isinstance(kjede, list):
        return
    felles = rad.get("felles_oppgave", (False, None))[0]
    for post in poster[:1] if felles else poster:
        if not isinstance(post, dict):
            continue
        niva = post.get("niva", eget)
        min_kjede = per_niva.get(niva, kjede)
        her = sted_per_niva if niva in per_niva else sted
        if isinstance(min_kjede, list) and min_kjede and min_kjede[0] != post.get("rolle") and her is not None:
            s.feil(her, f"ventet en kjede som begynner med {post.get('rolle')} (nivå {niva})")
