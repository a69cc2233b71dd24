# Each target sets up what it needs in .venv and is quick the second time. No root is needed.
.POSIX:
.DEFAULT_GOAL := help
SHELL := /bin/sh
VENV := .venv
PY := $(VENV)/bin/python
PIP := $(PY) -m pip --disable-pip-version-check --quiet
KILLS := 200

help: ## show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-7s %s\n", $$1, $$2 }' Makefile

demo: $(VENV)/run ## watch the whole pipeline work on a bundled replay: no account, no network
	@$(PY) -m bot demo

run: $(VENV)/run ## run the service (alerts go to the terminal until there is a token)
	@$(PY) -m bot run

test: $(VENV)/dev ## run the tests
	@$(PY) -m pytest

check: $(VENV)/dev ## all gates: lint, types, layers, tests with branch coverage
	@$(PY) -m ruff check .
	@$(PY) -m ruff format --check .
	@$(PY) -m mypy
	@$(VENV)/bin/lint-imports
	@$(PY) -m coverage erase
	@$(PY) -m coverage run -m pytest
	@$(PY) -m coverage combine --quiet
	@$(PY) -m coverage report

format: $(VENV)/dev ## let ruff format and mend what it can
	@$(PY) -m ruff check --fix-only --quiet .
	@$(PY) -m ruff format .

bench: $(VENV)/dev ## print the benchmark tables (half an hour)
	@$(PY) -m bench

crash: $(VENV)/dev ## kill the bot KILLS=200 times while it works: nothing may be lost
	@$(PY) -m tests.crash --kills $(KILLS) $(SEED:%=--seed %)

lock: $(VENV)/dev ## write the lock files anew from pyproject.toml
	@$(VENV)/bin/uv pip compile --quiet --universal --generate-hashes --upgrade --no-annotate --no-header pyproject.toml -o requirements.txt
	@$(VENV)/bin/uv pip compile --quiet --universal --generate-hashes --upgrade --no-annotate --no-header --extra dev -c requirements.txt pyproject.toml -o requirements-dev.txt
	@$(VENV)/bin/uv pip compile --quiet --universal --generate-hashes --upgrade --no-annotate --no-header bench/peers.in -o bench/peers.txt

clean: ## remove .venv and caches
	@rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache .coverage .coverage.*

# A stamp says which lock file the folder was filled from.
$(VENV)/run: requirements.txt $(VENV)/made
	@echo 'Installing what the bot needs (once) ...'
	@$(PIP) install --require-hashes -r requirements.txt
	@touch $@

$(VENV)/dev: requirements-dev.txt $(VENV)/run
	@echo 'Installing what the tests need (once) ...'
	@$(PIP) install --require-hashes -r requirements-dev.txt
	@touch $@

$(VENV)/made: bin/find-python
	@python=$$(sh bin/find-python) && echo "Making $(VENV) with $$python ..." && rm -rf $(VENV) && $$python -m venv $(VENV)
	@touch $@

.PHONY: help demo run test check format bench crash lock clean
