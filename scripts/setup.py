"""Makes .venv with exactly what the lock names, and the project in it. Runs on the system's python3; quick when nothing changed."""

import hashlib
import pathlib
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
PIP = [str(PYTHON), "-m", "pip", "install", "--disable-pip-version-check", "--no-input", "--quiet"]
OLDEST = (3, 11)
PYTHON_PARTS = ("requirements-dev.lock", "pyproject.toml")
NPM_PARTS = ("package.json", "package-lock.json", "scripts/npm_ci.py")


def main() -> None:
    """Brings .venv and node_modules up to date; says in one line what is missing when it cannot."""
    if sys.version_info < OLDEST:
        sys.exit(
            f"Varde needs Python 3.11 or newer; {sys.executable} is {sys.version.split()[0]}. Try: make PYTHON=python3.12"
        )
    if VENV.is_symlink():
        print(".venv is a link to another environment and is used as it is")
        return
    once("python", PYTHON_PARTS, (VENV / "bin" / "varde",), install_python)
    if (ROOT / "scripts" / "npm_ci.py").exists():
        once("npm", NPM_PARTS, (ROOT / "node_modules",), install_npm)


def once(name, parts, results, install) -> None:  # noqa: ANN001 - runs before any environment exists, and is not type-checked
    """Runs `install` unless its stamp says that it ran for these very parts and the results are still there."""
    stamp = VENV / f".varde-{name}"
    wanted = fingerprint(parts)
    if stamp.exists() and stamp.read_text() == wanted and all(result.exists() for result in results):
        return
    install()
    stamp.write_text(wanted)


def fingerprint(parts) -> str:  # noqa: ANN001 - as above
    """Changes with the Python that runs this, the place of the project, and every byte of the parts."""
    sha = hashlib.sha256(f"{sys.version}\n{ROOT}\n".encode())
    for part in parts:
        path = ROOT / part
        sha.update(path.read_bytes() if path.exists() else b"-")
    return sha.hexdigest()


def install_python() -> None:
    """A virtual environment of its own, the locked packages by hash, the project beside them without looking anything up."""
    print("setting up .venv (the first time takes a minute or two)", flush=True)
    made = subprocess.run(
        [sys.executable, "-m", "venv", "--clear", str(VENV)], check=False, capture_output=True, text=True
    )
    if made.returncode != 0 or not PYTHON.exists():
        sys.exit("python3 could not make a virtual environment. On Debian and Ubuntu: apt-get install python3-venv")
    # The lock is the whole resolution. An older pip that resolves it again asks an index about extras, and stops at a newer release.
    lock = str(ROOT / "requirements-dev.lock")
    step([*PIP, "--no-deps", "--require-hashes", "--only-binary", ":all:", "--requirement", lock])
    step([*PIP, "--no-deps", "--no-build-isolation", "--editable", str(ROOT)])


def install_npm() -> None:
    """What the playground's page takes from npm, by package-lock.json."""
    step([str(PYTHON), str(ROOT / "scripts" / "npm_ci.py")])


def step(command) -> None:  # noqa: ANN001 - as above
    """Runs one command in the project's directory; its own words tell what went wrong, and ours where."""
    done = subprocess.run(command, check=False, cwd=ROOT)
    if done.returncode != 0:
        sys.exit(f"setup stopped at: {' '.join(command)}")


if __name__ == "__main__":
    main()
