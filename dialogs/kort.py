"""A case as a card: the reporter's receipt, and what each reader may see and press (domain/avvik.md 5 and 8)."""

from dialogs import kortbilder, texts, tid
from dialogs.context import Reader
from dialogs.contract import Block, Button, Facts, Message, Paragraph, Run
from dialogs.i18n import N_
from hms.avvik import queries, rules
from hms.avvik.model import Avvik
from hms.kit.klokke import oslo_date
from hms.organisasjon import queries as org


def kvittering(r: Reader, avvik: Avvik) -> Message:
    """The receipt: the case number, who has it, and by when (messages.md 7)."""
    t = r.t
    who = _name(r, avvik.behandler_id) or t.text(N_("HMS-ansvarlig"))
    blocks: list[Block] = [
        t.rich(
            N_(
                "Meldingen er mottatt som sak **{saksnr}**. {leder} skal ha sett saken innen {sett} og vurdert den innen {vurdert}."
            ),
            saksnr=avvik.nummer,
            leder=who,
            sett=frist_mottatt(r, avvik),
            vurdert=t.day(avvik.frist_vurdert),
        )
    ]
    if avvik.grad == rules.KRITISK:
        blocks.append(
            t.rich(
                N_(
                    "Hele lederlinja, verneombudet, hovedverneombudet og HMS-ansvarlig får også beskjed nå. Du får vite når noe skjer, og kan følge saken her."
                )
            )
        )
    elif any(person.id != r.leser.person_id for person in queries.verneombud(r.session, avvik, r.today)):
        blocks.append(t.rich(N_("Verneombudet får også beskjed. Du får vite når noe skjer, og kan følge saken her.")))
    else:
        blocks.append(t.rich(N_("Du får vite når noe skjer, og kan følge saken her.")))
    return Message(tuple(blocks), _reporter_buttons(r, avvik), summary=summary(r, avvik))


def sak(r: Reader, avvik: Avvik) -> Message | None:
    """The case as this reader may see it; None for somebody who may not see it at all."""
    relasjoner = queries.relasjoner(r.session, avvik, r.leser, r.today)
    if not rules.kan(relasjoner, "se"):
        return None
    fields = rules.innsyn(relasjoner, fortrolig=avvik.fortrolig)
    handler = rules.kan(relasjoner, "bekreft")
    new = avvik.mottatt_at is None and (handler or rules.MELDER not in relasjoner)
    blocks: list[Block] = [*_head(r, avvik, handler=handler, new=new), Facts(tuple(_rows(r, avvik, fields)))]
    if "hva" in fields:
        blocks.append(_quote(avvik.hva))
    if "mer" in fields:
        blocks.extend(_more(r, avvik))
    if "tillegg" in fields:
        blocks.extend(_quote(row.tekst) for row in queries.tillegg(r.session, avvik.id or 0))
    if "vedlegg" in fields:
        blocks.extend(kortbilder.bilder(r, avvik))
    if rules.BEHANDLER in relasjoner:
        blocks.append(r.t.rich(N_("Du får dette fordi du behandler saken. Krav 7-AL-7."), tone="small"))
    elif handler:
        blocks.append(r.t.rich(N_("Du får dette fordi du leder den som behandler saken. Krav 7-AL-7."), tone="small"))
    elif rules.VERNEOMBUD in relasjoner:
        blocks.append(r.t.rich(N_("Du får kopi fordi du er verneombud. Krav 5.0-6 og 6.3.4-2."), tone="small"))
    elif rules.MELDER not in relasjoner:
        blocks.append(
            r.t.rich(N_("Du får beskjed på grunn av alvorligheten eller kategorien. Krav 6.1-11."), tone="small")
        )
    buttons = (*_buttons(r, avvik, relasjoner), *kortbilder.knapper(r, avvik, blocks))
    return Message(tuple(blocks), buttons, summary=summary(r, avvik))


def summary(r: Reader, avvik: Avvik) -> str:
    """What a notification shows: the number, and nothing of the content."""
    return r.t.text(N_("{saksnr}: Ny melding fra Varde"), saksnr=avvik.nummer)


def frist_mottatt(r: Reader, avvik: Avvik) -> str:
    """«onsdag 25. november», with the time of day when the deadline is counted in hours."""
    by_hour = "timer" in rules.grad_data(avvik.grad)["mottatt"]
    return r.t.moment(avvik.frist_mottatt) if by_hour else r.t.day(oslo_date(avvik.frist_mottatt))


def _head(r: Reader, avvik: Avvik, *, handler: bool, new: bool) -> list[Block]:
    t = r.t
    node = org.node(r.session, avvik.node_id)
    enhet = node.navn if node else ""
    blocks: list[Block] = []
    if handler and avvik.grad == rules.KRITISK:
        blocks.append(
            t.rich(
                N_(
                    "**Kritisk hendelse i {enhet}.** Er noen omkommet eller alvorlig skadet, skal arbeidsgiver ringe "
                    "Arbeidstilsynet ({telefon}) og politiet (112) straks. Arbeidsgiver skal bekrefte det skriftlig etterpå, og verneombudet skal ha kopi."
                ),
                tone="emergency",
                enhet=enhet,
                telefon=r.kommune.telefon_ulykke or "–",
            )
        )
    title = N_("Nytt avvik {saksnr}") if new else N_("Avvik {saksnr}")
    blocks.append(t.rich(title, tone="heading", saksnr=avvik.nummer))
    if avvik.mottatt_at is not None:
        blocks.append(
            t.rich(
                N_("{navn} bekreftet mottak {tid}."),
                navn=_name(r, avvik.mottatt_av) or "",
                tid=t.moment(avvik.mottatt_at),
            )
        )
    elif handler:
        blocks.append(t.rich(N_("Bekreft mottak innen **{frist}**."), frist=frist_mottatt(r, avvik)))
    return blocks


def _rows(r: Reader, avvik: Avvik, fields: frozenset[str]) -> list[tuple[str, str]]:
    t = r.t
    node = org.node(r.session, avvik.node_id)
    nar = {"fra": avvik.hendt_fra, **({"til": avvik.hendt_til} if avvik.hendt_til else {})} if avvik.hendt_fra else None
    rows = [
        (N_("Status"), t.text(texts.STATUS[avvik.status])),
        (N_("Enhet"), node.navn if node else ""),
        (N_("Kategori"), t.text(texts.KATEGORI[avvik.kategori])),
        (N_("Alvorlighet"), f"{avvik.grad} {t.text(texts.GRAD[avvik.grad])}"),
    ]
    if "nar" in fields and nar:
        rows.append((N_("Tid"), tid.shown(nar, t)))
    if "sted" in fields and avvik.sted:
        rows.append((N_("Sted"), avvik.sted))
    if "skade" in fields:
        rows.append((N_("Skade"), t.text(texts.SKADE[avvik.skade])))
    if "melder" in fields:
        name = reporter_name(r, avvik)
        if avvik.fortrolig:
            name = t.text(N_("{navn} (fortrolig, bare behandleren ser navnet)"), navn=name)
        rows.append((N_("Meldt av"), name))
    rows.append((N_("Behandler"), _name(r, avvik.behandler_id) or t.text(N_("ingen ennå"))))
    if avvik.mottatt_at is None:
        rows.append((N_("Frist for mottak"), frist_mottatt(r, avvik)))
    rows.append((N_("Frist for vurdering"), t.day(avvik.frist_vurdert)))
    return [(t.text(label), value) for label, value in rows]


def _more(r: Reader, avvik: Avvik) -> list[Block]:
    blocks: list[Block] = []
    more = (
        (N_("Strakstiltak"), avvik.strakstiltak),
        (N_("Forslag til tiltak"), avvik.forslag),
        (N_("Sendt videre fordi"), avvik.videresendt_fordi),
    )
    for label, value in more:
        if value:
            blocks += [r.t.rich(label, tone="small"), _quote(value)]
    if avvik.gjentakelse == "ja":
        blocks.append(r.t.rich(N_("Melderen tror det kan skje igjen.")))
    return blocks


def reporter_name(r: Reader, avvik: Avvik) -> str:
    """The reporter's name, or what stands for it."""
    if avvik.kilde != rules.MELDER:
        return "Varde"
    reporter = queries.melder(r.session, avvik)
    if reporter is None:
        return r.t.text(N_("navnet er slettet"))
    if reporter.person_id is not None:
        return _name(r, reporter.person_id) or ""
    return r.t.text(N_("en person som ikke står i katalogen"))


def _buttons(r: Reader, avvik: Avvik, relasjoner: frozenset[str]) -> tuple[Button, ...]:
    t = r.t
    buttons: list[Button] = []
    if rules.kan(relasjoner, "bekreft") and avvik.mottatt_at is None:
        token = f"avvik:{avvik.id}:bekreft:{queries.stempel(avvik)}"
        data = {"action": "avvik", "do": "bekreft", "avvik": avvik.id, "token": token}
        buttons.append(Button(t.text(N_("Bekreft mottak")), data, style="positive"))
    if rules.kan(relasjoner, "send_videre"):
        data = {"action": "avvik", "do": "send_videre", "avvik": avvik.id, "token": ""}
        buttons.append(Button(t.text(N_("Send til riktig person")), data))
    if rules.MELDER in relasjoner:
        buttons.extend(_reporter_buttons(r, avvik)[1:])
    return tuple(buttons)


def _reporter_buttons(r: Reader, avvik: Avvik) -> tuple[Button, ...]:
    follow = {"action": "avvik", "do": "se", "avvik": avvik.id, "token": ""}
    add = {"action": "avvik", "do": "legg_til", "avvik": avvik.id, "token": ""}
    return Button(r.t.text(N_("Følg saken")), follow), Button(r.t.text(N_("Legg til noe")), add)


def _name(r: Reader, person_id: int | None) -> str | None:
    person = org.person(r.session, person_id) if person_id is not None else None
    return person.navn if person else None


def _quote(text: str) -> Paragraph:
    return Paragraph((Run(text),), "quote")
