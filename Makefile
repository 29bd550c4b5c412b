# Set-up and the daily errands. Nothing is installed outside .venv.
PYTHON ?= python3
BIN := .venv/bin
READY := .venv/.ready
LOCK := --quiet --strip-extras --allow-unsafe --no-emit-index-url --no-emit-trusted-host --no-emit-find-links \
  --no-header --no-annotate

.PHONY: help demo start test soak lint format bench migration lock clean

help:  ## this list
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-10s %s\n", $$1, $$2}'

demo: $(READY)  ## everything on this machine, with a demo school and phones in the browser
	@exec $(BIN)/sandianban demo

start: $(READY)  ## web, worker and clock with the settings of .env
	@PATH="$(CURDIR)/$(BIN):$$PATH" exec $(BIN)/honcho start

test: $(READY)  ## all tests
	$(BIN)/python -m pytest -m "not slow" -n auto --dist loadgroup

soak: $(READY)  ## the slow tests, too
	$(BIN)/python -m pytest -n auto --dist loadgroup

lint: $(READY)  ## style, format, types, arrows
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: $(READY)  ## put the format right
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: $(READY)  ## measure doors, worker and delivery
	$(BIN)/python -m benchmarks

migration: $(READY)  ## make migration name="what changes"
	$(BIN)/sandianban migrate --new "$(name)"

lock: $(READY)  ## pin what pyproject.toml asks for
	$(BIN)/pip-compile $(LOCK) --output-file requirements.lock pyproject.toml
	$(BIN)/pip-compile $(LOCK) --extra dev --constraint requirements.lock --output-file requirements-dev.lock pyproject.toml


clean:  ## forget the demo's data and what tools left behind
	rm -rf data .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache .coverage htmlcov test-results build dist

# Installed again only when a lock changed. The house itself is linked, not copied.
$(READY): requirements-dev.lock requirements.lock pyproject.toml
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-dev.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@
