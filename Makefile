# Everything a newcomer or a build machine runs. Needs python3 (3.11 or newer) with venv, and make.

PYTHON ?= $(shell for name in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$name -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo $$name; exit; }; done; echo python3)
BIN := .venv/bin
WORKERS ?= 2
# Measuring what the suite goes through nearly doubles its time; .ci/run asks for it, and for the gate on it.
COVER ?=
PACKAGES := bot dialogs hms scheduler
CATALOGUES := nn en

.DEFAULT_GOAL := help
.PHONY: help setup play test e2e soak check fix i18n bench lock

help: ## this list
	@sed -n 's/^\([a-z0-9]*\):[^#]*## /\1\t/p' $(MAKEFILE_LIST)

setup: ## make .venv with what the lock names; quick when nothing changed
	@command -v $(PYTHON) >/dev/null 2>&1 || { echo "Varde needs python3, version 3.11 or newer, and found none"; exit 1; }
	@$(PYTHON) scripts/setup.py

play: setup ## start Varde with a demo kommune and open its page
	$(BIN)/varde play

test: setup ## the whole suite except the browser and the long runs; with COVER=1 their branch coverage
	$(BIN)/python -m pytest -n $(WORKERS) -m "not e2e and not soak" $(if $(COVER),--cov --cov-report=)

e2e: setup ## the conversations in a real browser
	@$(BIN)/python scripts/chromium.py
	$(BIN)/python -m pytest -m e2e

soak: setup ## long random walks, kills and years
	$(BIN)/python -m pytest -m soak

check: setup ## every gate; with COVER=1, after `make test COVER=1`, the branch coverage too
	$(BIN)/python scripts/checks/alle.py $(if $(COVER),--coverage)

fix: setup ## format, and what ruff can mend safely
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

i18n: setup ## collect the texts and update the catalogues
	$(BIN)/python scripts/i18n.py

bench: setup ## measure beside the peers (a few minutes)
	$(BIN)/python -m bench.turn
	$(BIN)/python -m bench.wheel

lock: setup ## resolve all locks anew
	$(BIN)/python scripts/lock.py
