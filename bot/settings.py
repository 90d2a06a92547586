"""Environment → one frozen Settings, read once. The only reader of the environment."""

import json
import os
from difflib import get_close_matches
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BeforeValidator, Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

PREFIX = "VARDE_"
BACKENDS = ("sqlite", "postgresql")
DRIVERS = ("pysqlite", "psycopg")
# What pydantic calls a mistake, as what was expected; the rest are the validators' own words.
EXPECTED = {
    "literal_error": "en av: {expected}",
    "int_parsing": "et helt tall",
    "bool_parsing": "true eller false",
    "greater_than_equal": "et tall som er minst {ge}",
    "less_than_equal": "et tall som er høyst {le}",
    "value_error": "{error}",
}


def _hosts(value: object) -> object:
    """A JSON list of host names, as the environment gives it. Raises ValueError."""
    if not isinstance(value, str):
        return value
    try:
        hosts = json.loads(value)
    except ValueError:
        hosts = None
    if not isinstance(hosts, list) or any(not isinstance(host, str) or "/" in host for host in hosts):
        raise ValueError('en liste med vertsnavn, for eksempel ["a.example", "b.example"]')
    return tuple(hosts)


def _database(value: str) -> str:
    """An address that Varde has a driver for. Raises ValueError, which never holds the address: a password may be in it."""
    try:
        url = make_url(value)
        known = url.get_backend_name() in BACKENDS and url.get_driver_name() in DRIVERS
    except ArgumentError:
        known = False
    if not known:
        raise ValueError("sqlite:///sti/varde.db eller postgresql+psycopg://bruker@vert/base")
    return value


Hosts = Annotated[tuple[str, ...], NoDecode, BeforeValidator(_hosts)]


class Settings(BaseSettings):
    """Every knob that an operator turns. Environment variables are the names below with VARDE_ before them."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, env_ignore_empty=True, frozen=True, extra="ignore")

    modus: Literal["play", "serve"] = "serve"
    database_url: Annotated[str, AfterValidator(_database)] = "sqlite:///varde.db"
    vert: str = "127.0.0.1"
    port: int = Field(default=3978, ge=1, le=65535)
    malform: Literal["nb", "nn"] = "nb"
    kommune: str = "Fjordvik kommune"

    teams_app_id: str = ""
    teams_app_navn: str = "Varde"
    teams_tenant: str = ""
    teams_passord: SecretStr | None = None
    teams_sertifikat: Path | None = None
    teams_managed_identity: bool = False
    teams_service_hosts: Hosts = ("smba.trafficmanager.net", "smba.infra.gcc.teams.microsoft.com")

    teams_filverter: Hosts = ()

    offentlig_url: str = ""
    lenkenokkel: SecretStr | None = None
    lenke_timer: int = Field(default=12, ge=1, le=168)
    bilde_maks_mb: int = Field(default=10, ge=1, le=25)

    telefon_ulykke: str = ""
    varsling_kanal_url: str = ""
    varsling_telefon: str = ""
    gjest_kan_melde: bool = True
    avvik_anonym: bool = False
    avvik_matrise: int = Field(default=5, ge=3, le=5)
    barnevern_telefon: str = ""
    barnevern_url: str = ""
    skolemiljo_url: str = ""
    pasienthendelse_url: str = ""
    personvernombud_telefon: str = ""
    ikt_vakt_telefon: str = ""
    klage_url: str = ""
    dsb_url: str = ""
    fraser: Path | None = None
    regelverk: Path | None = None
    rutiner: Path | None = None
    arshjul: bool = True
    misforstatt: bool = False
    sletting: Literal["av", "paa"] = "av"
    lagring: Path | None = None
    avvik_system: Literal["innebygd", "ekstern"] = "innebygd"
    ekstern_url: str = ""
    ekstern_hemmelighet: SecretStr | None = None
    ekstern_lenke: str = ""
    ekstern_mottak: str = ""
    turer_per_minutt: int = Field(default=120, ge=1)
    logg: Literal["json", "tekst"] = "json"


def mistakes(error: ValidationError) -> list[str]:
    """A line for each value of the environment that cannot be used: its name and what was expected, never what stood there."""
    return [f"{_name(one['loc'])}: ventet {_expected(one)}." for one in error.errors()]


def unknown() -> list[str]:
    """A line for each variable that is called as ours are and is none of them: a slip of the pen leaves a setting off."""
    ours = {PREFIX + name.upper() for name in Settings.model_fields}
    lines = []
    for name in sorted(os.environ):  # noqa: TID251 - here is where the environment is read
        if name.upper().startswith(PREFIX) and name.upper() not in ours:
            near = get_close_matches(name.upper(), ours, 1, cutoff=0.8)
            lines.append(f"{name} er ukjent" + (f"; mente du {near[0]}?" if near else "."))
    return lines


def _name(loc: tuple[Any, ...]) -> str:
    return PREFIX + str(loc[0]).upper()


def _expected(one: Any) -> str:
    return EXPECTED.get(one["type"], "en annen verdi").format(**one.get("ctx", {})).replace(" or ", " eller ")
