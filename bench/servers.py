"""Starts what is measured, each in a process of its own, and the peers in environments of their own."""

import contextlib
import http.client
import socket
import subprocess
import sys
import tempfile
import time
import venv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PEERS = ROOT / "build" / "peers"
START_SECONDS = 30


@dataclass(frozen=True)
class Contender:
    """One bot of the comparison. `peer` names its environment and script; none means Varde itself."""

    name: str
    peer: str | None


VARDE = Contender("varde, durable turns", None)
CONTENDERS = (Contender("botbuilder echo", "botbuilder"), Contender("microsoft-agents echo", "agents"), VARDE)


class NotStartedError(Exception):
    """The process ended, or did not listen in time."""


def free_port() -> int:
    """A port that nobody listens on right now."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])


def peer_python(peer: str) -> Path:
    """The Python of a peer's environment, made from its lock when it is missing or the lock has changed."""
    home, lock = PEERS / peer, ROOT / "bench" / "peers" / f"{peer}.lock"
    stamp = home / "lock"
    python = home / "bin" / "python"
    if not stamp.exists() or stamp.read_bytes() != lock.read_bytes():
        print(f"making an environment for {peer}", flush=True)
        venv.create(home, with_pip=True, clear=True)
        pip = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--require-hashes"]
        subprocess.run([*pip, "--requirement", str(lock)], check=True)
        stamp.write_bytes(lock.read_bytes())
    return python


@contextlib.contextmanager
def running(contender: Contender) -> Iterator[tuple[str, int]]:
    """The address of its /api/messages and its process id, while it runs. Raises NotStartedError."""
    port = free_port()
    with tempfile.TemporaryDirectory(prefix="varde-bench-") as folder:
        log = Path(folder) / "log"
        with log.open("wb") as output:
            process = subprocess.Popen(_command(contender, port, folder), stdout=output, stderr=output, cwd=ROOT)
            try:
                _wait_until_listening(process, port, log)
                yield f"http://127.0.0.1:{port}/api/messages", process.pid
            finally:
                process.terminate()
                try:
                    process.wait(10)
                except subprocess.TimeoutExpired:
                    process.kill()
                    process.wait()


def _command(contender: Contender, port: int, folder: str) -> list[str]:
    if contender.peer is not None:
        return [
            str(peer_python(contender.peer)),
            str(ROOT / "bench" / "peers" / f"{contender.peer}_echo.py"),
            str(port),
        ]
    return [sys.executable, "-m", "bot", "play", "--no-browser", "--port", str(port), "--data", folder]


def _wait_until_listening(process: "subprocess.Popen[bytes]", port: int, log: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        if process.poll() is not None:
            break
        try:
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=1)
            connection.request("GET", "/")
            connection.getresponse().read()
        except OSError:
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(0.1)
        else:
            return
    raise NotStartedError("\n".join(log.read_text(errors="replace").splitlines()[-5:]))
