"""Builds every object of a running Varde. Tests call it with fakes; nothing is patched."""

import asyncio
import secrets
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any
from urllib.parse import quote

from bot import eksternt
from bot.bildedor import Bildedor
from bot.bridge import Bridge
from bot.channels.base import Channel, Limits
from bot.channels.teams.adapter import TeamsAdapter
from bot.channels.teams.channel import TEAMS_LIMITS, TeamsChannel
from bot.channels.teams.connector import Connector
from bot.channels.teams.endpoint import TeamsEndpoint
from bot.channels.teams.gate import Gate, LoopbackGate, TokenGate
from bot.channels.teams.hosts import ServiceHosts
from bot.channels.teams.http import Pool
from bot.channels.teams.identity import (
    MsalToken,
    NoToken,
    TokenSource,
    with_certificate,
    with_managed_identity,
    with_secret,
)
from bot.channels.teams.keys import KeyRing
from bot.channels.teams.token import TokenVerifier
from bot.fildor import Fildor
from bot.fillenke import Fillenker
from bot.henting import Henter
from bot.hjuldor import Hjuldor
from bot.kalenderdor import Kalenderdor
from bot.memory import Korttidsminne, Takgrense
from bot.metrics import Metrics
from bot.overforing import Overforing
from bot.relay import Relay
from bot.settings import Settings
from bot.turn import Turns
from bot.webhook import Webhook
from dialogs.context import Kommune, Kontaktpunkt
from dialogs.language import egne_ord
from dialogs.language.varm import varm_opp
from hms.avvik.queries import EGNE_FRISTER
from hms.ekstern.vernerunde import OPPSETT
from hms.kit.db import Database
from hms.kit.klokke import Klokke, Maskinklokke, Sivilklokke
from hms.regelverk import lagring, rutiner
from hms.regelverk.aksjon import Regelverk
from hms.regelverk.last import last
from hms.regelverk.rutiner import Rutine
from hms.tiltak.queries import MODUS
from scheduler.clockwork import Clockwork
from scheduler.ticks import Tick, Ticker

MEBIBYTE = 1024 * 1024
PLAY_LIMITS = Limits(per_second=2000, conversation_gap=0.0)
DEEP_LINK = "https://teams.microsoft.com/l/chat/0/0?users=28:{app_id}&message={message}"


@dataclass
class Varde:
    """The parts of a running bot, in the order they are started; `stop` ends them in the opposite one."""

    settings: Settings
    db: Database
    bridge: Bridge
    machine: Maskinklokke
    civil: Sivilklokke
    kommune: Kommune
    metrics: Metrics
    relay: Relay
    henter: Henter
    fildor: Fildor
    bildedor: Bildedor
    hjuldor: Hjuldor
    kalenderdor: Kalenderdor
    turns: Turns
    teams: TeamsEndpoint
    channels: Mapping[str, Channel]
    ticker: Ticker
    clockwork: Clockwork
    overforing: Overforing | None = None
    _warming: asyncio.Task[None] | None = None

    async def start(self) -> None:
        """Begins to send and to tick, and reads the word lists meanwhile."""
        self._warming = asyncio.create_task(asyncio.to_thread(varm_opp, self.kommune.fraser))
        await self.relay.start()
        if self.overforing is not None:
            self.overforing.start()
        await self.henter.start()
        self.clockwork.start()

    async def stop(self) -> None:
        """Ends ticking, then turns, then sending, then the database."""
        if self._warming is not None:
            await self._warming
        self.clockwork.stop()
        await self.teams.close()
        if self.overforing is not None:
            await self.overforing.stop()
        await self.henter.stop()
        await self.relay.stop()
        for channel in self.channels.values():
            await channel.close()
        self.db.close()


def build(
    settings: Settings,
    *,
    machine: Maskinklokke | None = None,
    offset: timedelta = timedelta(),
    gate: Gate | None = None,
    limits: Limits | None = None,
    channels: Mapping[str, Channel] | None = None,
    alone: bool | None = None,
    point: Callable[[str], None] = lambda _point: None,
) -> Varde:
    """A bot that is ready to be started.

    `channels` stand in for the real ones when it sends. `alone`: no other process sends from this database (by default
    so on SQLite). `point` hears of every commit and send boundary (for the kill tests).
    """
    machine = machine or Maskinklokke()
    civil = Sivilklokke(machine, offset)
    lest = _kommune(settings)
    db = Database(settings.database_url, point, fakta(settings, lest.regelverk))
    metrics = Metrics()
    lenker = _lenker(settings, machine)
    bildedor = Bildedor(lenker.base, lenker.key, machine, lenker.lifetime)
    kommune = lest
    hjuldor = Hjuldor(db, kommune.regelverk, lenker.base, lenker.key, machine, civil, lenker.lifetime)
    kalenderdor = Kalenderdor(db, kommune, lenker.base, lenker.key, civil)
    kommune = replace(kommune, fil_lenke=lenker.make, bilde_lenke=bildedor.make, hjul_lenke=hjuldor.make)
    if (
        lenker.base and settings.lenkenokkel
    ):  # without a key of the operator's, a subscription would end with the process
        kommune = replace(kommune, kalender_lenke=kalenderdor.make)
    pool = Pool()
    play = settings.modus == "play"
    hosts = ServiceHosts(frozenset(() if play else settings.teams_service_hosts), loopback=play)
    drives = ServiceHosts(frozenset(() if play else settings.teams_filverter), loopback=play)
    connector = Connector(pool, _tokens(settings, machine), hosts, machine)
    if channels is None:
        channels = {"teams": TeamsChannel(connector, limits or (PLAY_LIMITS if play else TEAMS_LIMITS), drives)}
    bridge = Bridge(db)
    relay = Relay(
        bridge,
        channels,
        machine=machine,
        civil=civil,
        kommune=kommune,
        metrics=metrics,
        alone=db.is_sqlite if alone is None else alone,
        before_send=point,
    )
    henter = Henter(
        bridge,
        channels,
        machine=machine,
        civil=civil,
        metrics=metrics,
        most=settings.bilde_maks_mb * MEBIBYTE,
        after=relay.poke,
    )
    memory = Korttidsminne(machine)
    turns = Turns(
        bridge=bridge,
        civil=civil,
        machine=machine,
        kommune=kommune,
        memory=memory,
        cap=Takgrense(machine, settings.turer_per_minutt),
        relay=relay,
        metrics=metrics,
        fetch_soon=henter.poke,
    )
    teams = TeamsEndpoint(
        gate=gate or (LoopbackGate(hosts) if play else _token_gate(settings, machine, hosts)),
        turn=turns,
        adapter=TeamsAdapter(connector),
        clock=machine,
        tenant=settings.teams_tenant,
    )
    ticker = ticker_for(settings, db, civil, machine, kommune.regelverk)

    def after(tick: Tick) -> None:
        for step in tick.steps:
            metrics.steps.labels(step).inc()
        memory.rydd()
        relay.poke_from_thread()

    return Varde(
        settings=settings,
        db=db,
        bridge=bridge,
        machine=machine,
        civil=civil,
        kommune=kommune,
        metrics=metrics,
        relay=relay,
        henter=henter,
        fildor=Fildor(db, lenker, civil, kommune.regelverk),
        bildedor=bildedor,
        hjuldor=hjuldor,
        kalenderdor=kalenderdor,
        turns=turns,
        teams=teams,
        channels=channels,
        ticker=ticker,
        clockwork=Clockwork(ticker, machine, after),
        overforing=_overforing(settings, db, machine=machine, civil=civil, metrics=metrics, relay=relay),
    )


def fakta(settings: Settings, regelverk: Regelverk) -> Mapping[str, Any]:
    """What every session knows of the kommune: its own deadlines, the other avvik system, and whether it asks before it reports."""
    modus = regelverk.standard.avvik_modus
    return {EGNE_FRISTER: regelverk.avvikfrister, OPPSETT: eksternt.oppsett(settings), MODUS: modus}


def ticker_for(settings: Settings, db: Database, civil: Klokke, machine: Klokke, regelverk: Regelverk) -> Ticker:
    """The clock's work as the operator has set it. ValueError with every mistake of the kommune's own periods."""
    own = lagring.les(settings.lagring)
    if own.feil:
        raise ValueError("\n".join(own.feil))
    return Ticker(
        db,
        civil,
        machine,
        lagring=own.regler,
        sletting=settings.sletting == "paa",
        regelverk=regelverk if settings.arshjul else None,
    )


def _overforing(
    settings: Settings, db: Database, *, machine: Maskinklokke, civil: Klokke, metrics: Metrics, relay: Relay
) -> Overforing | None:
    """What carries reports to another avvik system by webhook. ValueError with every mistake of its settings."""
    mistakes = eksternt.feil(settings)
    if mistakes:
        raise ValueError("\n".join(mistakes))
    oppsett = eksternt.oppsett(settings)
    if oppsett is None or not oppsett.webhook:
        return None
    webhook = Webhook(settings.ekstern_url, eksternt.hemmelighet(settings))
    return Overforing(db, webhook, machine=machine, civil=civil, metrics=metrics, changed=relay.poke)


def _kommune(settings: Settings) -> Kommune:
    link = DEEP_LINK.format(app_id=settings.teams_app_id, message=quote("meld avvik")) if settings.teams_app_id else ""
    return Kommune(
        navn=settings.kommune,
        malform=settings.malform,
        telefon_ulykke=settings.telefon_ulykke,
        varsling_kanal_url=settings.varsling_kanal_url,
        varsling_telefon=settings.varsling_telefon,
        plattform={"teams": "Teams"},
        lenker={"teams": link},
        fraser=_own_words(settings),
        misforstatt=settings.misforstatt,
        ekstern=eksternt.oppsett(settings),
        ekstern_lenke=settings.ekstern_lenke,
        matrise=settings.avvik_matrise,
        gjest_kan_melde=settings.gjest_kan_melde,
        anonym=settings.avvik_anonym,
        dorer={
            "barn": Kontaktpunkt(settings.barnevern_telefon, settings.barnevern_url),
            "skole": Kontaktpunkt(url=settings.skolemiljo_url),
            "pasient": Kontaktpunkt(url=settings.pasienthendelse_url),
            "personvern": Kontaktpunkt(settings.personvernombud_telefon),
            "ikt": Kontaktpunkt(settings.ikt_vakt_telefon),
            "klage": Kontaktpunkt(url=settings.klage_url),
            "strom": Kontaktpunkt(url=settings.dsb_url),
        },
        regelverk=last(settings.regelverk),
        rutiner=_routines(settings),
    )


def _lenker(settings: Settings, machine: Maskinklokke) -> Fillenker:
    """Without a key of the operator's, one is made for as long as the process lives: its addresses end with it."""
    key = settings.lenkenokkel.get_secret_value().encode() if settings.lenkenokkel else secrets.token_bytes(32)
    return Fillenker(settings.offentlig_url.rstrip("/"), key, machine, timedelta(hours=settings.lenke_timer))


def _own_words(settings: Settings) -> Mapping[str, Sequence[str]]:
    """The kommune's own phrases. ValueError with every mistake of the file: a bot that is half configured does not start."""
    words = egne_ord.les(settings.fraser)
    if words.feil:
        raise ValueError("\n".join(words.feil))
    return words.fraser


def _routines(settings: Settings) -> Sequence[Rutine]:
    """The kommune's routines. ValueError with every mistake of the file."""
    read = rutiner.les(settings.rutiner)
    if read.feil:
        raise ValueError("\n".join(read.feil))
    return read.rader


def _tokens(settings: Settings, machine: Maskinklokke) -> TokenSource:
    if settings.modus == "play":
        return NoToken()
    app_id, tenant = settings.teams_app_id, settings.teams_tenant
    if settings.teams_managed_identity:
        return MsalToken(with_managed_identity(app_id), machine)
    if settings.teams_sertifikat is not None:
        return MsalToken(with_certificate(app_id, tenant, settings.teams_sertifikat), machine)
    secret = settings.teams_passord.get_secret_value() if settings.teams_passord else ""
    return MsalToken(with_secret(app_id, tenant, secret), machine)


def _token_gate(settings: Settings, machine: Maskinklokke, hosts: ServiceHosts) -> Gate:
    tenants = frozenset({settings.teams_tenant})
    return TokenGate(TokenVerifier(KeyRing(Pool(), machine), machine, settings.teams_app_id, tenants, hosts))
