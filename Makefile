# Onrecord. Needs Python 3.11 or newer; everything else is installed into .venv, pinned with hashes.
#
#   make demo    the whole thing on a bundled sample newsroom, at http://127.0.0.1:8600/
#   make run     the same for the sources in config.toml
#   make test    all tests        make check   style, types, imports, dead code
#   make lock    renew the pinned versions (needs uv)

PYTHON ?= python3
BIN := .venv/bin
SETUP = $(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes
EDITABLE = $(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .

.PHONY: demo run test check lock screenshot

demo: .venv/run
	$(BIN)/onrecord demo

run: .venv/run
	$(BIN)/onrecord run

test: .venv/dev
	$(BIN)/python -m pytest

check: .venv/dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/vulture

screenshot: .venv/dev
	$(BIN)/python docs/screenshot.py docs/search.png

.venv/bin/python:
	$(PYTHON) -m venv .venv

.venv/run: requirements/run.lock pyproject.toml | .venv/bin/python
	$(SETUP) -r requirements/run.lock
	$(EDITABLE)
	@touch $@

.venv/dev: requirements/dev.lock .venv/run
	$(SETUP) -r requirements/dev.lock
	@touch $@

lock:
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-header --quiet pyproject.toml --group build -o requirements/run.lock
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-header --quiet pyproject.toml --group build --group dev -c requirements/run.lock -o requirements/dev.lock
