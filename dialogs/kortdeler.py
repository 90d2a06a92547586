"""Parts of a case's card: assessment and causes, tiltak, the thread, and how it ended (domain/avvik.md 5)."""

from dialogs import texts
from dialogs.context import Reader
from dialogs.contract import Block, Facts, Paragraph, Run
from dialogs.i18n import N_, Translator
from hms.avvik import flyt, queries, rules
from hms.avvik.behandling import OPPHAV
from hms.avvik.model import Avvik
from hms.kit.klokke import oslo_date
from hms.organisasjon import queries as org
from hms.tiltak import queries as tiltak_queries
from hms.tiltak import rules as tiltak_rules
from hms.tiltak.model import Tiltak

MAX_TILTAK = 10
MAX_MELDINGER = 4


def sitat(text: str) -> Paragraph:
    """What somebody wrote."""
    return Paragraph((Run(text),), "quote")


def navn(r: Reader, person_id: int | None) -> str | None:
    """The name of somebody in the directory."""
    person = org.person(r.session, person_id) if person_id is not None else None
    return person.navn if person else None


def sannsynlighet(t: Translator, matrise: int, verdi: int) -> str:
    """«3 Mulig», on a matrix of this size."""
    return f"{verdi} {t.text(texts.SANNSYNLIGHET[matrise][verdi - 1])}"


def konsekvens(t: Translator, matrise: int, verdi: int) -> str:
    """«2 Liten», on a matrix of this size."""
    return f"{verdi} {t.text(texts.KONSEKVENS[matrise][verdi - 1])}"


def risiko(t: Translator, matrise: int, hvor_sannsynlig: int, mulig: int) -> str:
    """The colour in words, and whether an action is called for (avvik.md 4)."""
    size = rules.matriser()[matrise]
    colour = t.text(texts.FARGE[size.farge(hvor_sannsynlig, mulig)])
    called_for = size.krever_tiltak(hvor_sannsynlig, mulig)
    return t.text(N_("{farge}. Tiltak kreves."), farge=colour) if called_for else f"{colour}."


def vurdering(r: Reader, avvik: Avvik) -> list[Block]:
    """The assessment that counts now, by the matrix that was in use that day, and the causes."""
    t = r.t
    blocks: list[Block] = []
    s, faktisk, mulig, size = avvik.sannsynlighet, avvik.konsekvens_faktisk, avvik.konsekvens_mulig, avvik.matrise
    if avvik.vurdert_at is not None and s and faktisk and mulig and size:
        rows = (
            (t.text(N_("Sannsynlighet")), sannsynlighet(t, size, s)),
            (t.text(N_("Faktisk konsekvens")), konsekvens(t, size, faktisk)),
            (t.text(N_("Mulig konsekvens")), konsekvens(t, size, mulig)),
            (t.text(N_("Risiko")), risiko(t, size, s, mulig)),
        )
        blocks += [t.rich(N_("Vurdering"), tone="heading"), Facts(rows)]
    for label, value in (
        (N_("Direkte årsak"), avvik.arsak_direkte),
        (N_("Bakenforliggende årsak"), avvik.arsak_bakenforliggende),
    ):
        if value:
            blocks += [t.rich(label, tone="small"), sitat(value)]
    return blocks


def tiltakene(r: Reader, avvik: Avvik, mest: int = MAX_TILTAK) -> list[Block]:
    """What shall be done: who, by when, and how far it has come; the unfinished ones first, and so many at the most."""
    found = sorted(
        tiltak_queries.fra(r.session, OPPHAV, avvik.id or 0), key=lambda t: t.status not in tiltak_rules.UFERDIGE
    )
    if not found:
        return []
    blocks: list[Block] = [r.t.rich(N_("Tiltak"), tone="heading")]
    for tiltak in found[:mest]:
        blocks += [sitat(tiltak.hva), tiltakslinje(r, tiltak)]
    if len(found) > mest:
        n = len(found) - mest
        blocks.append(Paragraph((Run(r.t.plural("Og {n} tiltak til.", "Og {n} tiltak til.", n)),), "small"))
    return blocks


def tiltakslinje(r: Reader, tiltak: Tiltak) -> Paragraph:
    """«Kari Nygård · frist fredag 4. desember · ikke utført»."""
    text = N_("{navn} · frist {frist} · {status}")
    if tiltak_rules.over_frist(tiltak.frist, tiltak.status, r.today):
        text = N_("{navn} · frist {frist} · {status}, over fristen")
    fields = {
        "navn": navn(r, tiltak.ansvarlig_id) or "",
        "frist": r.t.day(tiltak.frist, r.today),
        "status": r.t.text(texts.TILTAK[tiltak.status]),
    }
    return r.t.rich(text, tone="small", **fields)


def skjermet(r: Reader, avvik: Avvik) -> list[Block]:
    """To the reporter of a case that looks like whistleblowing: who has it now, and what rights the reporter has (avvik.md 1)."""
    t = r.t
    blocks: list[Block] = [
        t.rich(
            N_(
                "Sak **{saksnr}** ser ut som et **varsel om kritikkverdige forhold**. Den er derfor skjermet, og bare varslingsmottaket ser den nå."
            ),
            saksnr=avvik.nummer,
        ),
        t.rich(
            N_(
                "Du har rett til å varsle, og du har vern mot gjengjeldelse. Arbeidsgiveren skal undersøke saken innen rimelig tid. Du kan også gå til verneombud eller tillitsvalgt, eller varsle Arbeidstilsynet."
            )
        ),
    ]
    if r.kommune.varsling_telefon:
        phone = N_("Telefon til varslingsmottaket: **{telefon}**")
        blocks.append(t.rich(phone, telefon=r.kommune.varsling_telefon))
    return blocks


def droftet(r: Reader, avvik: Avvik) -> list[tuple[str, str]]:
    """Where the case was discussed, and when, or why not."""
    if avvik.droftet_som is None:
        return []
    where = r.t.text(texts.DROFTET[avvik.droftet_som])
    more = r.t.day(avvik.droftet_dag, r.today) if avvik.droftet_dag else avvik.droftet_fordi
    return [(r.t.text(N_("Drøftet")), f"{where}, {more}" if avvik.droftet_dag else f"{where}: {more}")]


def meldinger(r: Reader, avvik: Avvik, mest: int = MAX_MELDINGER) -> list[Block]:
    """The end of the thread between handler and reporter; neither is named."""
    rows = queries.meldinger(r.session, avvik.id or 0)[-mest:]
    blocks: list[Block] = []
    for row in rows:
        who = N_("Behandleren, {dag}:") if row.fra == flyt.BEHANDLER else N_("Melderen, {dag}:")
        blocks += [r.t.rich(who, tone="small", dag=r.t.day(oslo_date(row.skrevet_at), r.today)), sitat(row.tekst)]
    return blocks


def avslutning(r: Reader, avvik: Avvik) -> list[Block]:
    """How the case ended, or why it is open again."""
    t = r.t
    blocks: list[Block] = []
    if avvik.status == flyt.LUKKET and avvik.lukket_at is not None:
        text = N_("Lukket {dag} av {navn}.")
        blocks.append(t.rich(text, dag=t.day(oslo_date(avvik.lukket_at), r.today), navn=navn(r, avvik.lukket_av) or ""))
        blocks += _med_navn(r, N_("Tilbakemelding til melderen"), avvik.tilbakemelding)
        blocks += _med_navn(r, uten_tiltak(r, avvik), avvik.uten_tiltak_fordi)
        if avvik.lost is not None:
            blocks.append(t.rich(N_("Melderen: Problemet er løst.") if avvik.lost else N_("Melderen: Ikke løst.")))
        if avvik.effekt is not None:
            blocks.append(t.rich(N_("Virket tiltakene? {svar}"), svar=t.text(texts.EFFEKT[avvik.effekt])))
    if avvik.status == flyt.AVVIST:
        blocks += _med_navn(r, N_("Avsluttet uten tiltak, fordi"), avvik.avvist_fordi)
    if avvik.status in flyt.APNE:
        blocks += _med_navn(r, N_("Åpnet igjen fordi"), avvik.gjenapnet_fordi)
    return blocks


def uten_tiltak(r: Reader, avvik: Avvik) -> str:
    """What the reason for closing is a reason for: not all that was to be done is done, or there was nothing to do."""
    found = tiltak_queries.fra(r.session, OPPHAV, avvik.id or 0)
    if any(one.status != tiltak_rules.IKKE_AKTUELL for one in found):
        return N_("Lukket uten at alle tiltak er utført, fordi")
    return N_("Lukket uten tiltak, fordi")


def _med_navn(r: Reader, label: str, value: str | None) -> list[Block]:
    return [r.t.rich(label, tone="small"), sitat(value)] if value else []
