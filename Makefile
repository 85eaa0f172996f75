# The verbs of this project; `make` alone lists them. Nothing but git, make and Python (3.11 or later, with venv) is
# needed: the first verb that wants it makes the virtual environment. `make PYTHON=python3.12 test` picks another one.

VENV := .venv
BIN := $(VENV)/bin
BARE := .venv-runtime
TYPES := tests/web/types
NEWEST := import sys; sys.exit(sys.version_info < (3, 11))
PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$p -c '$(NEWEST)' 2>/dev/null && echo $$p && break; done || echo python3)
# The versions stand in the locks, with hashes; the project itself is built with the locked setuptools, not a fetched one.
INSTALL := -m pip install --quiet --disable-pip-version-check
LOCK := uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-annotate --no-header

.DEFAULT_GOAL := help
.PHONY: help setup demo run test test-web test-live load check fix docs picture gallery golden bench bench-desk bench-large score score-kept lock

help:
	@grep -hE '^[a-z-]+:.*## ' $(firstword $(MAKEFILE_LIST)) | sed -E 's/^([a-z-]+):.*## /\1\t/' \
		| awk -F '\t' '{ printf "  make %-11s %s\n", $$1, $$2 }'

setup: $(VENV)/dev.stamp ## make the virtual environment, with the tools for working on the project

demo: $(VENV)/runtime.stamp ## watch alerts arrive in a Slack on this machine, at http://127.0.0.1:8765
	$(BIN)/aispend demo

run: $(VENV)/runtime.stamp ## run the bot against a real workspace (tokens from the environment or .env)
	$(BIN)/aispend run

test: $(VENV)/dev.stamp ## run the tests, with coverage
	$(BIN)/pytest -m "not web" --cov --cov-report=term

test-web: $(VENV)/dev.stamp $(TYPES)/node_modules/.package-lock.json ## run the tests that need a browser or tsc (Debian: apt install chromium npm)
	@command -v chromium >/dev/null || { echo "make test-web needs Chromium on the path; on Debian: apt install chromium" >&2; exit 1; }
	$(BIN)/pytest -m web tests/web

test-live: $(VENV)/dev.stamp ## post, edit and read in a real workspace (SLACK_LIVE_TOKEN, SLACK_LIVE_CHANNEL), and clean up
	$(BIN)/pytest tests/live --live

load: $(VENV)/dev.stamp ## print what the sandbox bears: 30 channels, 1,000 messages, 200 commands a minute for two minutes
	$(BIN)/python -m tests.sandbox.load

check: $(VENV)/dev.stamp $(BARE)/runtime.stamp ## format, lint, types, import contracts, docs, start-up without the tools
	$(BIN)/ruff format --check bot tests
	$(BIN)/ruff check bot tests
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m tests.docs --check
	$(BARE)/bin/aispend --help >/dev/null
	$(BARE)/bin/aispend check

fix: $(VENV)/dev.stamp ## format the code and mend what ruff can mend
	$(BIN)/ruff check --fix bot tests
	$(BIN)/ruff format bot tests

docs: $(VENV)/dev.stamp ## write the generated parts of README.md
	$(BIN)/python -m tests.docs

picture: $(VENV)/dev.stamp ## take the pictures in README.md anew: the demo in a browser, and two of the gallery
	AISPEND_SHOTS=docs $(BIN)/pytest -m web tests/web/test_demo.py
	$(BIN)/python -m tests.web.faces --into docs digest home

gallery: $(VENV)/dev.stamp ## draw every message, modal and the Home tab into build/gallery, to be looked at; needs Chromium
	$(BIN)/python -m tests.web.faces

golden: $(VENV)/dev.stamp ## write the expectations beside captured feeds, messages and the ledger; read the diff
	$(BIN)/python -m tests.feeds.golden
	$(BIN)/python -m tests.slack.golden
	$(BIN)/python -m tests.core.golden

bench: $(VENV)/dev.stamp ## print how fast texts are read, the core is imported and the ledger answers, and how time grows on hostile texts
	$(BIN)/python -m tests.bench.speed --quiet
	$(BIN)/python -m tests.bench.matching
	$(BIN)/python -m tests.bench.ledger

bench-desk: $(VENV)/dev.stamp ## print how soon /aispend is acknowledged and answered at 20 commands a second, for a minute
	$(BIN)/python -m tests.bench.desk

bench-large: $(VENV)/dev.stamp ## print how fast a ledger of 1,000,000 figures answers; it takes some minutes to fill
	$(BIN)/python -m tests.bench.ledger 1000000

score: $(VENV)/dev.stamp ## print how well the labelled texts for tuning are read
	$(BIN)/python -m tests.eval.reading

score-kept: $(VENV)/dev.stamp ## the same for the texts kept for judging; tell how often you looked
	$(BIN)/python -m tests.eval.reading --kept

lock: $(VENV)/dev.stamp ## pin the newest dependencies that requirements*.in allow, with hashes
	echo 'setuptools>=80' | $(BIN)/$(LOCK) --upgrade requirements.in - --output-file requirements.lock
	$(BIN)/$(LOCK) --upgrade --constraint requirements.lock requirements-dev.in --output-file requirements-dev.lock

$(VENV)/bin/python $(BARE)/bin/python:
	@$(PYTHON) -c '$(NEWEST)' || { echo "$(PYTHON) is too old or absent: Python 3.11 or later is needed; name one with make PYTHON=…" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { echo "$(PYTHON) has no venv module; on Debian: apt install python3-venv" >&2; exit 1; }
	$(PYTHON) -m venv $(@:/bin/python=)

# npm writes this file last, so it is there only when all of the lock is.
$(TYPES)/node_modules/.package-lock.json: $(TYPES)/package.json $(TYPES)/package-lock.json
	@command -v npm >/dev/null || { echo "make test-web needs npm on the path; on Debian: apt install npm" >&2; exit 1; }
	npm ci --prefix $(TYPES) --no-audit --no-fund
	@touch $@

# Both locks pin the same versions, so the tools may be added to, or left in, an environment that only ran the demo.
$(VENV)/dev.stamp: requirements-dev.lock pyproject.toml | $(VENV)/bin/python
	@echo "Installing what requirements-dev.lock pins; this takes a minute or two."
	$(BIN)/python $(INSTALL) --require-hashes -r requirements-dev.lock
	$(BIN)/python $(INSTALL) --no-deps --no-build-isolation -e .
	@touch $(VENV)/runtime.stamp $@

%/runtime.stamp: requirements.lock pyproject.toml | %/bin/python
	@echo "Installing what requirements.lock pins; this takes a minute."
	$*/bin/python $(INSTALL) --require-hashes -r requirements.lock
	$*/bin/python $(INSTALL) --no-deps --no-build-isolation -e .
	@touch $@
