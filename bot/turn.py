"""One inbound event = one transaction: key, state, domain change and messages together; the platform is answered after."""

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import structlog
from sqlmodel import Session

from bot.bridge import Bridge
from bot.channels.base import Profile, Target, TurnResult
from bot.compose import Job
from bot.memory import Korttidsminne, Lant, Takgrense
from bot.metrics import Metrics
from bot.relay import Relay
from dialogs import engine, shared, vedlegg, wire
from dialogs.context import Context, Kommune
from dialogs.contract import Dialog, Inbound, Message, Outcome, Paragraph, Reply, Run
from dialogs.dorer.halver import renser
from dialogs.i18n import N_, Translator, addressed, translator
from dialogs.notices.register import BY_KEY as NOTICES
from hms.kit import skrevet
from hms.kit.klokke import Klokke, Maskinklokke, oslo_date
from hms.organisasjon import queries as org
from hms.organisasjon.rader import Person
from hms.outbox import service as outbox
from hms.outbox.model import Prioritet
from hms.samtale import service as samtaler
from hms.samtale.rader import Konto, Sted

log = structlog.get_logger(__name__)

PROFILE_SECONDS = 3.0
MOST_KNOWN = 100_000
ASK_AGAIN_SECONDS = 600.0
FAILED_AGAIN_SECONDS = 120.0
LINKED_SECONDS = 12 * 3600.0
MAX_TOKEN = 200
APOLOGY = N_("Beklager, noe gikk galt hos meg, og det siste du gjorde, er ikke lagret. Prøv en gang til.")


@dataclass(frozen=True)
class Done:
    """What a turn's transaction came to: the answer to the platform, and the replies that go at once."""

    result: TurnResult
    jobs: tuple[Job, ...] = ()
    poke: bool = True
    code: str = "ok"
    memory: Lant | None = None


@dataclass
class Turns:
    """Runs turns."""

    bridge: Bridge
    civil: Klokke
    machine: Maskinklokke
    kommune: Kommune
    memory: Korttidsminne
    cap: Takgrense
    relay: Relay
    metrics: Metrics
    fetch_soon: Callable[[], None] = lambda: None
    _known: dict[tuple[str, str, str], float] = field(default_factory=dict)

    async def __call__(self, inbound: Inbound) -> TurnResult:
        """The answer to one event, after its commit. Over the cap: come again later; on a fault: 503 and an apology."""
        wait = self.cap.wait(f"{inbound.channel}:{inbound.tenant}:{inbound.sender.user_id}")
        if wait > 0:
            self.metrics.turns.labels("capped").inc()
            return TurnResult(status=429, retry_after=math.ceil(wait))
        started = self.machine.monotonic()
        try:
            inbound = await self._with_profile(inbound)
            done = await self.bridge.write(lambda session: self._unit(session, inbound))
        except Exception as error:  # noqa: BLE001 - whatever it was, the person is told and the event may come again
            log.error("turn.failed", kind=inbound.kind, error=type(error).__name__)  # noqa: TRY400 - a trace may quote
            self.metrics.turns.labels("failed").inc()
            await self._apologise(inbound)
            return TurnResult(status=503, retry_after=5)
        if done.memory is not None:
            done.memory.ferdig()
        self.relay.deliver(done.jobs)
        if inbound.attachments:
            self.fetch_soon()
        if done.poke:
            self.relay.poke()
        self.metrics.turns.labels(done.code).inc()
        self.metrics.turn_seconds.observe(self.machine.monotonic() - started)
        return done.result

    # --- who it is ----------------------------------------------------------------------------------------------------

    async def _with_profile(self, inbound: Inbound) -> Inbound:
        """Asks the platform for the e-mail of an account that nobody has linked yet; now and then, while that is so."""
        who = (inbound.channel, inbound.tenant, inbound.sender.user_id)
        if self._known.get(who, 0.0) > self.machine.monotonic() or inbound.kind in {"removed", "edited", "deleted"}:
            return inbound
        linked = await self.bridge.read(lambda session: self._is_linked(session, inbound))
        profile: Profile | None = None
        if not linked:
            target = Target(inbound.tenant, inbound.conversation, inbound.address)
            profile = await self.relay.profile(inbound.channel, target, inbound.sender.user_id, PROFILE_SECONDS)
        if len(self._known) > MOST_KNOWN:
            self._known.clear()
        again = LINKED_SECONDS if linked else FAILED_AGAIN_SECONDS if profile is None else ASK_AGAIN_SECONDS
        self._known[who] = self.machine.monotonic() + again
        if profile is None:
            return inbound
        sender = replace(
            inbound.sender,
            email=profile.email,
            aad_object_id=inbound.sender.aad_object_id or profile.aad_object_id,
            name=inbound.sender.name or profile.name,
        )
        return replace(inbound, sender=sender)

    def _is_linked(self, session: Session, inbound: Inbound) -> bool:
        sender = inbound.sender
        if sender.aad_object_id is None:
            return False
        return org.person_med_entra_id(session, sender.aad_object_id, oslo_date(self.civil.now())) is not None

    def _person(self, session: Session, konto: Konto, inbound: Inbound) -> tuple[Konto, Person | None]:
        """The account, and the person whom it belongs to."""
        now = self.civil.now()
        person = org.person(session, konto.person_id) if konto.person_id is not None else None
        ended = person is not None and person.gyldig_til is not None and person.gyldig_til < oslo_date(now)
        if person is None or ended or (person.entra_id or konto.aad_object_id) != konto.aad_object_id:
            konto = samtaler.knytt_person(session, konto, inbound.sender.email, now)
            person = org.person(session, konto.person_id) if konto.person_id is not None else None
        return konto, person

    # --- the transaction ----------------------------------------------------------------------------------------------

    def _unit(self, session: Session, inbound: Inbound) -> Done:
        now = self.machine.now()
        seen = samtaler.motta(session, inbound.key, now)
        if seen is not None and not seen and not inbound.wants_dialog:
            return Done(TurnResult(), poke=False, code="repeated")
        place = _place(session, inbound, new=seen is None)
        sender = inbound.sender
        before = samtaler.kontakt_for(
            session,
            inbound.channel,
            inbound.tenant,
            sender.user_id,
            aad_object_id=sender.aad_object_id,
            navn=sender.name,
        )
        konto, _person = who = self._person(session, before, inbound)
        memory = Lant(self.memory)
        ctx = self._context(session, inbound, place, who, memory)
        if seen is not None and not (inbound.wants_dialog and not seen):
            return Done(self._answer(seen, ctx), poke=False, code="repeated")
        if inbound.kind == "removed":
            samtaler.avinstallert(session, place.id)
            return Done(TurnResult())
        if inbound.scope == "personal":
            reachable = samtaler.gi_samtale(session, konto, place.id)
            if reachable or konto.person_id != before.person_id:
                outbox.vekk_ventende(session, konto.person_id, konto.id)
        token = (
            _token(inbound, konto) if inbound.scope == "personal" else ""
        )  # what a first press came to is for one reader
        used = samtaler.brukt(session, token) if token else None
        if used is not None:
            samtaler.lagre_resultat(session, inbound.key, used)
            return Done(self._answer(used, ctx), poke=False, code="repeated")
        outcome, jobs = self._followed(session, inbound, place, ctx, memory)
        stored = _stored(outcome)
        if stored:
            samtaler.lagre_resultat(session, inbound.key, stored)
        if token and outcome.consumes:
            samtaler.bruk(session, token, place.id, now, stored)
        result = replace(self._answer(stored, ctx), dialog=outcome.dialog)
        if outcome.replaces is not None and outcome.repeated is not None:
            result = replace(result, card=outcome.replaces)
        return Done(result, tuple(jobs), memory=memory)

    def _followed(
        self, session: Session, inbound: Inbound, place: Sted, ctx: Context, memory: Lant
    ) -> tuple[Outcome, list[Job]]:
        """The step, and where it wrote digits that a personal number in the next message may have begun with."""
        if not memory.hale(ctx.samtale) and not any(c.isdigit() for c in inbound.text):
            return self._step(session, inbound, place, ctx)
        with skrevet.folg(session) as rows:
            outcome, jobs = self._step(session, inbound, place, ctx)
            session.flush()
        tail = memory.ny_hale(ctx.samtale)
        found = skrevet.steder(rows, renser(tail.split())) if tail else ()
        memory.husk_steder(ctx.samtale, tuple(dict.fromkeys((*memory.steder(ctx.samtale), *found))) if tail else ())
        return outcome, jobs

    def _step(self, session: Session, inbound: Inbound, place: Sted, ctx: Context) -> tuple[Outcome, list[Job]]:
        if inbound.scope == "personal":
            outcome = engine.step(place.tilstand, inbound, ctx)
            return outcome, self._write(session, inbound, place, outcome, t=ctx.t)
        outcome = shared.step(place.tilstand, inbound, ctx)
        jobs = self._write(session, inbound, place, outcome, t=ctx.t)
        if outcome.forward is None:
            return outcome, jobs
        if ctx.kontakt.samtale_id is None:
            link = (self.kommune.lenker or {}).get(inbound.channel, "")
            here = Outcome((Reply(shared.please_write(ctx, link)),))
            return outcome, [*jobs, *self._write(session, inbound, place, here, t=ctx.t, part="her")]
        private = samtaler.las_pa_nytt(session, ctx.kontakt.samtale_id)
        asked = replace(
            inbound,
            kind="button",
            text="",
            value={"action": "say", "value": outcome.forward, "text": outcome.forward_text},
            scope="personal",
        )
        moved = engine.step(private.tilstand, asked, replace(ctx, samtale=_name(private)))
        jobs += self._write(session, inbound, private, moved, t=ctx.t, part="privat")
        here = Outcome((Reply(shared.moved(ctx)),))
        return replace(outcome, replaces=None), [
            *jobs,
            *self._write(session, inbound, place, here, t=ctx.t, part="her"),
        ]

    def _write(
        self, session: Session, inbound: Inbound, place: Sted, outcome: Outcome, *, t: Translator, part: str = ""
    ) -> list[Job]:
        """The conversation's next state and its replies, in rows."""
        if outcome.state is not None and dict(outcome.state) != place.tilstand:
            vedlegg.slipp(session, place.tilstand, outcome.state)
            samtaler.lagre_tilstand(session, place.id, outcome.state, self.civil.now())
        if outcome.forget:
            samtaler.glem(session, place.id, self.machine.now())
        jobs = []
        for number, reply in enumerate(outcome.replies):
            key = f"{inbound.key}:{part}{number}"
            job = self._reply(session, key, place, replace(reply, message=addressed(reply.message, t)))
            if job is not None:
                jobs.append(job)
        return jobs

    def _reply(self, session: Session, key: str, place: Sted, reply: Reply) -> Job | None:
        row_id, at_once = outbox.svar(
            session,
            outbox.Svar(
                dedup_key=key,
                samtale_id=place.id,
                kropp=wire.to_json(reply.message),
                prioritet=Prioritet.NOD if reply.urgent else Prioritet.SVAR,
                kort=reply.card,
                nokkel=reply.notice[0] if reply.notice else None,
                parametre=reply.notice[1] if reply.notice else {},
            ),
            self.relay.owner,
            self.machine.now(),
        )
        if row_id is None or not at_once:
            return None
        return Job(
            row_id=row_id,
            conversation_id=place.id,
            channel=place.kanal,
            target=Target(place.leietaker, place.ekstern_id, place.adresse),
            message=reply.message,
            card=reply.card,
            attempts=1,
            priority=Prioritet.NOD if reply.urgent else Prioritet.SVAR,
        )

    # --- what the platform is answered --------------------------------------------------------------------------------

    def _context(
        self, session: Session, inbound: Inbound, place: Sted, who: tuple[Konto, Person | None], memory: Lant
    ) -> Context:
        konto, person = who
        locale = (person.sprak if person else None) or konto.sprak
        return Context(
            session=session,
            now=self.civil.now(),
            t=translator(locale, self.kommune.malform),
            kommune=self.kommune,
            kontakt=konto,
            person=person,
            samtale=_name(place),
            minne=memory,
            plattform=(self.kommune.plattform or {}).get(inbound.channel, "Teams"),
        )

    def _answer(self, stored: Mapping[str, Any], ctx: Context) -> TurnResult:
        """The answer that was stored; a live card is composed afresh, by what its presser may see now."""
        if stored.get("refresh"):
            key, params = stored["refresh"]
            return TurnResult(card=NOTICES[key].compose(ctx.reader, params))
        if stored.get("dialog"):
            return TurnResult(dialog=Dialog(*stored["dialog"]))
        if stored.get("replaces"):
            return TurnResult(card=wire.from_json(stored["replaces"]))
        return TurnResult()

    async def _apologise(self, inbound: Inbound) -> None:
        def unit(session: Session) -> Job | None:
            place = _place(session, inbound)
            t = translator(samtaler.sprak_for(session, place.id), self.kommune.malform)
            return self._reply(session, f"{inbound.key}:beklager", place, Reply(_apology(t)))

        try:
            job = await self.bridge.write(unit)
        except Exception as error:  # noqa: BLE001 - the database itself is away, or its disk is full
            log.error("turn.not_recorded", error=type(error).__name__)  # noqa: TRY400 - as above
            target = Target(inbound.tenant, inbound.conversation, inbound.address)
            message = _apology(translator((inbound.locale or "")[:2], self.kommune.malform))
            await self.relay.say_once(inbound.channel, target, message)
            return
        if job is not None:
            self.relay.deliver((job,))


def _apology(t: Translator) -> Message:
    return Message((Paragraph((Run(t.text(APOLOGY)),)),))


def _place(session: Session, inbound: Inbound, *, new: bool = True) -> Sted:
    """The conversation of an event, locked."""
    return samtaler.las_samtale(
        session,
        inbound.channel,
        inbound.tenant,
        inbound.conversation,
        omfang=inbound.scope,
        adresse=inbound.address,
        nytt=new,
    )


def _token(inbound: Inbound, konto: Konto) -> str:
    """The pressed button's token as this account's own: what somebody forges can use up nobody else's button."""
    token = inbound.value.get("token") if inbound.kind == "button" else None
    return f"{konto.id}:{token}" if token and isinstance(token, str) and len(token) <= MAX_TOKEN else ""


def _stored(outcome: Outcome) -> dict[str, Any]:
    """What is kept for a repeated event or click, as long as a draft is."""
    if outcome.refresh is not None:
        key, params = outcome.refresh
        return {"refresh": [key, dict(params)]}
    if outcome.dialog is not None:
        # One that goes on holds what somebody typed, and has done nothing: when it comes again, it is read again.
        return {"dialog": [outcome.dialog.title, None, outcome.dialog.text]} if outcome.dialog.message is None else {}
    again = outcome.repeated or outcome.replaces
    return {"replaces": wire.to_json(again)} if again is not None else {}


def _name(place: Sted) -> str:
    return f"{place.kanal}:{place.id}"
