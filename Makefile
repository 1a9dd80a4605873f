# The tasks of this repository: run · test · check · bench · docs (and demo, lock).
# Each one fetches what it needs by itself; nothing has to be installed by hand but make, Python >= 3.11 and, without root, what it names.
# SPDX-License-Identifier: Apache-2.0

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PY := $(BIN)/python
WORKERS ?= auto

# A stamp per lock: a changed lock has another name, so it is installed again, whatever the clocks of the files say.
RUNTIME := $(VENV)/locked-run-$(shell cksum < requirements.txt | cut -d' ' -f1)
DEV := $(VENV)/locked-dev-$(shell cksum < requirements-dev.txt | cut -d' ' -f1)
BENCH := $(VENV)/locked-bench-$(shell cksum < requirements-bench.txt | cut -d' ' -f1)

# Checks that need the settings get a data directory of their own, gone when the command ends.
SPARE = data=$$(mktemp -d) && trap 'rm -rf "$$data"' EXIT && JIKIM_DATA="$$data"

.PHONY: run demo test check bench docs lock system words clean
.DEFAULT_GOAL := run

run: $(RUNTIME) $(BIN)/jikim words ## the desk on this machine, with the sample policy
	@$(BIN)/jikim serve

demo: $(RUNTIME) $(BIN)/jikim words ## a year in a minute, in a data directory of its own
	@$(BIN)/jikim demo

test: $(DEV) $(BIN)/jikim words system ## the whole suite on SQLite, then on a PostgreSQL that the tests start and stop
	@echo '== SQLite =='
	$(PY) -m pytest -n $(WORKERS) --cov --cov-report=term:skip-covered
	@echo '== PostgreSQL =='
	$(PY) -m tests.postgres -- $(PY) -m pytest -n $(WORKERS) --ignore=tests/test_house.py --ignore=tests/test_mutants.py

check: $(DEV) $(BIN)/jikim words ## lint, format, types, floors, security, migrations, the rules of the house
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/bandit -q -r src -c pyproject.toml
	@$(SPARE) $(PY) manage.py makemigrations --check --dry-run
	$(PY) -m pytest tests/test_house.py

bench: $(BENCH) $(BIN)/jikim words system ## every figure beside its alternative; only=intake runs one, scale=10 makes it ten times smaller
	$(PY) -m bench $(only) $(if $(scale),--scale $(scale))

docs: $(DEV) ## holds the documents against the code: rooms, promises, facts, settings, commands, links
	$(PY) -m pytest tests/test_house.py -k docs

lock: ## the three requirement locks anew, with hashes and without any address
	@uv=$$(command -v $(BIN)/uv || command -v uv) || { echo 'make lock needs uv: pip install uv' >&2; exit 1; }; \
	compile="$$uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header"; \
	$$compile requirements.in -o requirements.txt && $$compile requirements-dev.in -c requirements.txt -o requirements-dev.txt && \
	$$compile requirements-bench.in -c requirements-dev.txt -o requirements-bench.txt

$(PY):
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo 'Jikim needs Python 3.11 or newer; say which: make PYTHON=python3.12' >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || sh tests/system.sh python3-venv
	$(PYTHON) -m venv $(VENV)

$(RUNTIME): | $(PY)
	$(PY) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	@touch $@

$(DEV): | $(PY)
	$(PY) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	@touch $@ $(RUNTIME)

$(BENCH): | $(DEV)
	$(PY) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-bench.txt
	@touch $@

# The source runs where it lies: a path file and a two-line command, so nothing is built and nothing is fetched to build it.
$(BIN)/jikim: | $(PY)
	@$(PY) -c 'import pathlib, sysconfig; pathlib.Path(sysconfig.get_path("purelib"), "jikim.pth").write_text(str(pathlib.Path("src").resolve()) + "\n")'
	@printf '%s\n' '#!/bin/sh' 'exec "$$(dirname "$$0")/python" -c "import sys; sys.argv[0] = \"jikim\"; from jikim.cli.main import main; sys.exit(main())" "$$@"' > $@
	@chmod +x $@

# The English words, compiled only where a catalogue is newer than what was made of it.
CATALOGUES := $(wildcard src/jikim/web/locale/*/LC_MESSAGES/django.po)
words: $(CATALOGUES:.po=.mo)

%.mo: %.po | $(PY)
	@$(PY) -m babel.messages.frontend -q compile --input-file=$< --output-file=$@

system: ## what the tests take from the operating system
	@sh tests/system.sh chromium postgresql fonts-nanum gettext golang-go golang-golang-x-mod-dev

clean: ## takes away what the tasks made, but never a data directory
	rm -rf $(VENV) .coverage htmlcov .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
