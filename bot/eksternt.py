"""The settings of another avvik system: what they come to, and what is wrong with them, a line for each mistake."""

from string import Formatter

from bot.settings import Settings
from bot.webhook import is_allowed, key
from hms.ekstern.rules import Oppsett
from hms.regelverk.roller import tildelbare

FELT = frozenset({"referanse", "enhet"})


def oppsett(settings: Settings) -> Oppsett | None:
    """How reports go over; None when Varde keeps the register itself."""
    if settings.avvik_system == "innebygd":
        return None
    return Oppsett(webhook=bool(settings.ekstern_url), mottak=settings.ekstern_mottak.strip())


def hemmelighet(settings: Settings) -> bytes:
    """The key that webhooks are signed with. Raises ValueError."""
    return key(settings.ekstern_hemmelighet.get_secret_value() if settings.ekstern_hemmelighet else "")


def feil(settings: Settings) -> list[str]:
    """What has to be put right before reports can go over: setting, and what was expected."""
    if settings.avvik_system == "innebygd":
        return []
    found = []
    if settings.ekstern_url:
        if not is_allowed(settings.ekstern_url, loopback=settings.modus == "play"):
            found.append("VARDE_EKSTERN_URL: ventet en adresse som begynner med https://.")
        try:
            hemmelighet(settings)
        except ValueError as expected:
            found.append(f"VARDE_EKSTERN_HEMMELIGHET: ventet {expected}.")
    elif not settings.ekstern_lenke:
        found.append("VARDE_EKSTERN_LENKE mangler: uten VARDE_EKSTERN_URL må noen kunne åpne avvikssystemet.")
    if settings.ekstern_lenke and not _er_lenke(settings.ekstern_lenke):
        found.append("VARDE_EKSTERN_LENKE: ventet https://…, eventuelt med {referanse} og {enhet}.")
    mottak = settings.ekstern_mottak.strip()
    if mottak and "@" not in mottak and mottak not in tildelbare():
        found.append("VARDE_EKSTERN_MOTTAK: ventet en rolle fra årshjulet eller en e-postadresse.")
    return found


def _er_lenke(mal: str) -> bool:
    try:
        fields = {name for _, name, _, _ in Formatter().parse(mal) if name is not None}
    except ValueError:
        return False
    return fields <= FELT and is_allowed(mal.replace("{", "").replace("}", ""), loopback=False)
