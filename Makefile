# The few commands of this project, the same for people and for CI.
.DEFAULT_GOAL := help
SHELL := /bin/bash
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PYTEST := $(BIN)/python -m pytest
ENGINES := tests/engines/node_modules

.PHONY: help setup run practice class test test-full mutation-check lint lint-types lint-others bench pictures docs translations lock

help: ## Show these commands
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-14s %s\n", $$1, $$2}'

setup: $(VENV)/.installed ## Install what running needs

run: setup ## Start Rozpoznaj and open it in the browser
	@$(BIN)/screening serve

practice: setup ## Practise alone or with a class in two windows: made-up people, a realm of its own
	@ROZPOZNAJ_REALM=training $(BIN)/screening serve

class: setup ## The same, seen by telephones on this computer's network (or ROZPOZNAJ_LISTEN=address)
	@ROZPOZNAJ_REALM=training ROZPOZNAJ_LISTEN=$${ROZPOZNAJ_LISTEN:-auto} $(BIN)/screening serve

test: $(VENV)/.installed-dev ## Lint, then all tests on samples of the large figures
	@$(MAKE) --no-print-directory lint
	PYTHONDONTWRITEBYTECODE= $(PYTEST) -n 3 --no-loadscope-reorder -m "not full and not rest" -q

test-full: $(VENV)/.installed-dev $(ENGINES)/.installed ## All tests with the figures whole, with progress
	ROZPOZNAJ_EVERY_ENGINE=1 $(PYTEST) -v -s

mutation-check: $(VENV)/.installed-dev ## Break security lines one at a time; the tests must notice each
	$(BIN)/python -m tests.security.mutations

lint: $(VENV)/.installed-dev ## Style, types, layers, templates, scripts, content
	@$(MAKE) --no-print-directory -j 2 --output-sync lint-types lint-others

lint-types:
	$(BIN)/mypy

lint-others:
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports
	$(BIN)/djlint templates --lint --quiet
	$(BIN)/oxlint screening
	$(BIN)/oxfmt --check screening/web/static/*.js
	$(BIN)/screening check

bench: $(VENV)/.installed-dev ## Print the figures of performance and memory
	$(BIN)/python -m tests.benchmarks

pictures: $(VENV)/.installed-dev ## Take the pictures of README, and every page and paper in build/pictures
	$(BIN)/python -m tests.pictures

docs: $(VENV)/.installed-dev ## Write the tables in docs/ and the guides in docs/pl/ anew from code and templates
	$(BIN)/python -m tests.case_file_page
	$(BIN)/python -m tests.documents_on_page
	$(BIN)/python -m tests.guides_on_page

translations: $(VENV)/.installed-dev ## Bring the catalogues up to date with texts and content, then check
	$(BIN)/python -m screening.content.extract
	$(BIN)/screening check

lock: $(VENV)/.installed-dev ## Resolve the dependencies anew
	$(BIN)/uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --extra build -q pyproject.toml -o requirements.txt
	$(BIN)/uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --extra build --extra dev -q pyproject.toml -c requirements.txt -o requirements-dev.txt

$(VENV)/.installed: requirements.txt pyproject.toml .ci/system-packages .ci/install
	@PYTHON=$(PYTHON) .ci/system-packages run
	@PYTHON=$(PYTHON) .ci/install $(VENV) requirements.txt
	@touch $@

$(VENV)/.installed-dev: requirements-dev.txt pyproject.toml .ci/system-packages .ci/install
	@PYTHON=$(PYTHON) .ci/system-packages test
	@PYTHON=$(PYTHON) .ci/install $(VENV) requirements-dev.txt
	@touch $@ $(VENV)/.installed

$(ENGINES)/.installed: tests/engines/package-lock.json .ci/system-packages
	@PYTHON=$(PYTHON) .ci/system-packages test-full
	cd tests/engines && npm ci --ignore-scripts --silent
	@touch $@
