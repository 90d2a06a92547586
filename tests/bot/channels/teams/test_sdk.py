"""The quarantine of the SDK (docs/adr/0003): who imports it, and which parts."""

import ast
from pathlib import Path

ROOT = Path(__file__).resolve().parents[4]
PACKAGE = ROOT / "bot" / "channels" / "teams"
ALLOWED = {"botbuilder.core": {"BotAdapter", "TurnContext"}}


def _sdk_imports(path: Path) -> list[tuple[str, str]]:
    found = []
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
            found += [(node.module, alias.name) for alias in node.names]
        elif isinstance(node, ast.Import):
            found += [(alias.name, "*") for alias in node.names]
    return [
        (module, name) for module, name in found if module.split(".")[0] in {"botbuilder", "botframework", "msrest"}
    ]


def test_nothing_outside_the_package_imports_the_sdk():
    sources = [
        path for top in ("bot", "dialogs", "hms", "manifest", "scheduler") for path in (ROOT / top).rglob("*.py")
    ]
    importers = {path for path in sources if _sdk_imports(path)}
    assert importers
    assert all(PACKAGE in path.parents for path in importers)


def test_only_the_sound_parts_are_used():
    used = {pair for path in PACKAGE.rglob("*.py") for pair in _sdk_imports(path)}
    assert used
    for module, name in used:
        assert module == "botbuilder.schema" or name in ALLOWED.get(module, set()), (module, name)


def test_a_channel_knows_no_rules_and_no_other_channel():
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            module = node.module if isinstance(node, ast.ImportFrom) else None
            if module and module.split(".")[0] in {"bot", "dialogs", "hms", "scheduler"}:
                known = module.startswith(("bot.channels.teams", "dialogs.contract", "dialogs.i18n", "hms.kit.klokke"))
                assert known or module == "bot.channels.base", (path.name, module)
