"""Play mode: the demo kommune, the local Teams page and a civil clock that can be moved, on loopback only."""

import asyncio
import json
import secrets
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import aiohttp
import structlog
from aiohttp import web
from pydantic import SecretStr
from sqlmodel import Session, col, select

from bot import bootstrap, demo, upgrade
from bot.channels.playground import ids
from bot.channels.playground.model import PlaygroundChannel, PlaygroundPerson
from bot.channels.playground.playground import Playground
from bot.channels.playground.routes import add_routes
from bot.channels.playground.store import Store
from bot.settings import Settings
from bot.web import application
from hms.kit.klokke import Maskinklokke, oslo_date
from hms.organisasjon import queries as org
from hms.organisasjon.husk import husk
from hms.organisasjon.model import Bygg, MksGruppe, MksMedlem, Node, Person, Rolle, Stilling, Verneomrade
from hms.outbox import liste
from hms.outbox.model import Utboks

log = structlog.get_logger(__name__)

CLOCK_FILE = "klokke.json"
KEY_FILE = "lenkenokkel"
SCOPES: dict[str, Any] = {"node": Node, "verneomrade": Verneomrade, "bygg": Bygg, "mks_gruppe": MksGruppe}


class MovableClock:
    """The civil clock as the page moves it: what has fallen due by then is done and sent at once."""

    def __init__(self, varde: bootstrap.Varde, data: Path) -> None:
        self._varde = varde
        self._file = data / CLOCK_FILE

    def now(self) -> datetime:
        return self._varde.civil.now()

    async def move_to(self, moment: datetime) -> None:
        """Makes `moment` the present, remembers it for the next start, and lets the reminders of that time come."""
        self._varde.civil.move_to(moment)
        self._file.write_text(json.dumps({"offset": self._varde.civil.offset.total_seconds()}), encoding="utf-8")
        await asyncio.to_thread(self._varde.clockwork.tick, wait=True)
        self._varde.henter.poke()
        self._varde.relay.poke()


def saved_offset(data: Path) -> timedelta:
    """How far the clock was moved when this data was used last."""
    try:
        return timedelta(seconds=float(json.loads((data / CLOCK_FILE).read_text(encoding="utf-8"))["offset"]))
    except (OSError, ValueError, KeyError, TypeError):
        return timedelta()


def settings_for(data: Path, port: int) -> Settings:
    """The settings of play mode: what the demo kommune's operator would have set."""
    return Settings(
        modus="play",
        database_url=f"sqlite:///{data / 'varde.db'}",
        vert="127.0.0.1",
        port=port,
        offentlig_url=f"http://127.0.0.1:{port}",
        lenkenokkel=_link_key(data),
        rutiner=Path(demo.__file__).parent / "rutiner.yaml",
        telefon_ulykke="73 19 97 00",
        varsling_kanal_url="https://fjordvik.example/varsling",
        varsling_telefon="32 00 00 00",
        barnevern_telefon="32 00 00 01",
        barnevern_url="https://fjordvik.example/barnevern",
        skolemiljo_url="https://fjordvik.example/skolemiljo",
        pasienthendelse_url="https://fjordvik.example/pasienthendelse",
        personvernombud_telefon="32 00 00 02",
        ikt_vakt_telefon="32 00 00 03",
        klage_url="https://fjordvik.example/klage",
        dsb_url="https://fjordvik.example/dsb",
    )


def _link_key(data: Path) -> SecretStr:
    """The key of the addresses, the same for as long as the data is kept."""
    file = data / KEY_FILE
    if not file.exists():
        file.touch(mode=0o600)
        file.write_text(secrets.token_hex(32), encoding="utf-8")
    return SecretStr(file.read_text(encoding="utf-8"))


def med_demo(settings: Settings, data: Path, clock: datetime | None) -> bootstrap.Varde:
    """The bot with an upgraded database and the demo kommune in it."""
    machine = Maskinklokke()
    offset = clock - machine.now() if clock is not None else saved_offset(data)
    varde = bootstrap.build(settings, machine=machine, offset=offset)
    upgrade.upgrade(varde.db)
    now = varde.civil.now()
    if varde.db.read(lambda session: session.exec(select(Node).limit(1)).first()) is None:
        varde.db.write(lambda session: demo.last_inn(session, now, oslo_date(now)))
    return varde


def build(settings: Settings, data: Path, clock: datetime | None) -> tuple[web.Application, bootstrap.Varde]:
    """The bot on the demo kommune, with the playground's routes."""
    varde = med_demo(settings, data, clock)
    app = application(varde)
    base = f"http://127.0.0.1:{settings.port}"
    # Other connectors may talk to the bot too; who has not written yet is reached in the playground.
    here = {"serviceUrl": f"{base}/connector", "bot": {"id": ids.DEMO_BOT, "name": "Varde"}}
    varde.relay.homes["teams"] = (ids.DEMO_TENANT, here)
    http: list[aiohttp.ClientSession] = []

    async def post_activity(activity: dict[str, Any]) -> tuple[int, Any]:
        if not http:
            http.append(aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=30)))
        async with http[0].post(f"{base}/api/messages", json=activity) as answer:
            raw = await answer.read()
            return answer.status, json.loads(raw) if raw and answer.content_type == "application/json" else None

    async def close(_app: web.Application) -> None:
        for session in http:
            await session.close()
        playground.close()

    playground = Playground(
        directory=_Directory(varde),
        channels=varde.db.read(_channels),
        post_activity=post_activity,
        clock=MovableClock(varde, data),
        outbox=_Outbox(varde),
        store=Store(data / "teams.db"),
        base_url=base,
    )
    add_routes(app, playground)
    app.on_cleanup.append(close)
    return app, varde


class _Directory:
    """The people whom the page lets you be."""

    def __init__(self, varde: bootstrap.Varde) -> None:
        self._varde = varde

    async def __call__(self) -> Sequence[PlaygroundPerson]:
        paa = oslo_date(self._varde.civil.now())
        return await self._varde.bridge.read(
            lambda session: husk(session, ("lekeplass", paa), lambda: _people(session, paa))
        )


class _Outbox:
    """What waits in the outbox, without a word of it."""

    def __init__(self, varde: bootstrap.Varde) -> None:
        self._varde = varde

    async def __call__(self) -> list[dict[str, Any]]:
        return await self._varde.bridge.read(_waiting)


def _waiting(session: Session) -> list[dict[str, Any]]:
    rows = [*liste.venter(session), *(row for row in liste.uleverte(session) if row.status == "dead")]
    return [
        {
            "id": row.id,
            "type": row.type,
            "status": row.status,
            "priority": row.prioritet,
            "notice": row.nokkel,
            "recipient": row.mottaker,
            "recipientName": _recipient(session, row),
            "notBefore": row.ikke_for.isoformat() if row.ikke_for else None,
            "attempts": row.forsok,
            "reason": row.grunn,
        }
        for row in rows
    ]


def _recipient(session: Session, row: Utboks) -> str | None:
    person_id = row.person_id or row.mottaker.get("person")
    person = session.get(Person, person_id) if person_id is not None else None
    return person.navn if person else None


def _people(session: Session, paa: date) -> tuple[PlaygroundPerson, ...]:
    """Everybody, in a handful of queries."""
    nodes = {node.id: node.navn for node in session.exec(select(Node))}
    main: dict[int, str] = {}
    for position in session.exec(select(Stilling).order_by(col(Stilling.rang), col(Stilling.id))):
        if org.er_gyldig(position, paa):
            main.setdefault(position.person_id, nodes.get(position.node_id, ""))
    scopes = {(kind, row.id): row.navn for kind, table in SCOPES.items() for row in session.exec(select(table))}
    roles: dict[int, list[tuple[str, str]]] = {}
    for role in session.exec(select(Rolle).order_by(col(Rolle.stedfortreder), col(Rolle.id))):
        if org.er_gyldig(role, paa):
            scope = scopes.get((role.omfang_type, role.omfang_id), "")
            roles.setdefault(role.person_id, []).append((role.rolle, scope))
    query = select(Person).where(col(Person.gyldig_til).is_(None), col(Person.entra_id).is_not(None))
    return tuple(
        PlaygroundPerson(
            id=person.ekstern_id,
            name=person.navn,
            email=person.epost or "",
            aadObjectId=person.entra_id or "",
            node=main.get(person.id or 0, ""),
            roles=tuple(roles.get(person.id or 0, ())),
            language=person.sprak or "nb",
        )
        for person in session.exec(query.order_by(col(Person.navn)))
    )


def _channels(session: Session) -> list[PlaygroundChannel]:
    """A channel for each MKS group, and one for everybody at Solgata."""
    channels = []
    for group in session.exec(select(MksGruppe)).all():
        members = select(Person.entra_id).join(MksMedlem, col(MksMedlem.person_id) == col(Person.id))
        ids = session.exec(members.where(MksMedlem.mks_gruppe_id == group.id)).all()
        channels.append(PlaygroundChannel(f"mks-{group.ekstern_id}", group.navn, [i for i in ids if i]))
    return channels
