# Everything here sets itself up: Python 3.11 or newer with venv, and make, are all that a machine needs.

BIN := .venv/bin
PIP := $(BIN)/python -m pip -qq --disable-pip-version-check --no-input
COMPILE := $(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header --no-annotate \
           --no-emit-index-url --no-emit-find-links $(if $(UPGRADE),--upgrade)

# Tests share a file's house, so a worker runs whole files. JOBS=0 runs all in one process, for a debugger.
JOBS ?= 2
PYTEST := $(BIN)/python -m pytest -n $(JOBS) --dist loadfile

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help setup demo serve test test-all lint accuracy bench bench-peers load lock

help: ## this list
	@sed -n 's/^\([a-z-]*\):.*## /\1|/p' $(firstword $(MAKEFILE_LIST)) | awk -F'|' '{ printf "  make %-12s %s\n", $$1, $$2 }'

setup: .venv/.to-run ## make .venv with what is locked in requirements.lock, and .venv/bin/drafter in it

demo: setup ## draft replies for the shipped tickets and show where each statement comes from
	@$(BIN)/drafter demo

serve: setup ## run the HTTP service on 127.0.0.1:8000
	@$(BIN)/drafter serve

test: .venv/.to-test ## all tests but those that want a real server beside them
	@$(PYTEST) -m "not service" $(ARGS)

test-all: .venv/.to-test ## all tests; those marked `service` fail without PostgreSQL on 127.0.0.1:5432
	@$(PYTEST) $(ARGS)

lint: .venv/.to-test ## ruff and mypy, strict
	@$(BIN)/ruff check --quiet .
	@$(BIN)/ruff format --quiet --check . || { echo "Not formatted as agreed. Run: $(BIN)/ruff format ." >&2; exit 1; }
	@$(BIN)/python -m mypy --no-error-summary
	@echo "lint: clean"

accuracy: .venv/.to-test ## recall and false alarms by family and language, on sentences that no rule was written for
	@$(BIN)/python -m tests.accuracy

bench: .venv/.to-test ## speed beside re, google-re2 and pyahocorasick on the same texts, as Markdown
	@$(BIN)/python -m bench $(ARGS)

bench-peers: .venv/.to-test ## the same with Presidio, openai-guardrails and guardrails-ai, each installed into a folder of its own
	@$(BIN)/python -m bench --peers $(ARGS)

load: .venv/.to-test ## 500 streams at once against a model that answers, dawdles, fails and hangs (ARGS="--streams 50 --seconds 15")
	@$(BIN)/python -m bench.load $(ARGS)

lock: .venv/.to-test ## write the lock files anew from pyproject.toml (UPGRADE=1 takes the newest releases)
	@$(COMPILE) pyproject.toml -o requirements.lock
	@$(COMPILE) --group build -o requirements-build.lock
	@$(COMPILE) pyproject.toml --group dev -c requirements.lock -c requirements-build.lock -o requirements-dev.lock

# A stamp a lock file; .venv/wheels is what the wheel's own test installs from, without a network.
# Nothing is installed again before a lock file or pyproject.toml changes.
.venv/.to-run: requirements.lock requirements-build.lock pyproject.toml | .venv/bin/python
	@echo "Setting up .venv (once; a minute or less) …" >&2
	@$(PIP) install --require-hashes -r requirements.lock -r requirements-build.lock
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

.venv/.to-test: requirements-dev.lock .venv/.to-run
	@echo "Adding what the tests need …" >&2
	@$(PIP) install --require-hashes -r requirements-dev.lock
	@rm -rf .venv/wheels && $(PIP) download --require-hashes -r requirements.lock --dest .venv/wheels
	@touch $@

# Names such as python3.12 may be there and lead nowhere (version managers), so each is tried by running it.
.venv/bin/python:
	@for python in $(PYTHON) python3 python3.14 python3.13 python3.12 python3.11 python; do \
	  if "$$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then found="$$python"; break; fi; \
	done; \
	if [ -z "$$found" ]; then \
	  echo "Drafter needs Python 3.11 or newer, and none was found. Install one, or name it: make PYTHON=/path/to/python $(MAKECMDGOALS)" >&2; exit 1; \
	fi; \
	"$$found" -c 'import ensurepip, venv' 2>/dev/null || \
	  { echo "$$found cannot make virtual environments. On Debian and Ubuntu: apt-get install python3-venv" >&2; exit 1; }; \
	"$$found" -m venv --clear .venv
