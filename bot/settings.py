"""Environment → one frozen Settings, read once. The only reader of the environment."""

from pathlib import Path
from typing import Literal

from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    """Every knob that an operator turns. Environment variables are the names below with VARDE_ before them."""

    model_config = SettingsConfigDict(env_prefix="VARDE_", frozen=True, extra="ignore")

    modus: Literal["play", "serve"] = "serve"
    database_url: str = "sqlite:///varde.db"
    vert: str = "127.0.0.1"
    port: int = 3978
    malform: Literal["nb", "nn"] = "nb"
    kommune: str = "Fjordvik kommune"

    teams_app_id: str = ""
    teams_app_navn: str = "Varde"
    teams_tenant: str = ""
    teams_passord: SecretStr | None = None
    teams_sertifikat: Path | None = None
    teams_managed_identity: bool = False
    teams_service_hosts: tuple[str, ...] = ("smba.trafficmanager.net", "smba.infra.gcc.teams.microsoft.com")

    teams_filverter: tuple[str, ...] = ()

    offentlig_url: str = ""
    lenkenokkel: SecretStr | None = None
    lenke_timer: int = Field(default=12, ge=1, le=168)
    bilde_maks_mb: int = Field(default=10, ge=1, le=25)

    telefon_ulykke: str = ""
    varsling_kanal_url: str = ""
    varsling_telefon: str = ""
    gjest_kan_melde: bool = True
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
