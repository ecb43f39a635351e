# `make run` starts a demonstration, `make test` checks everything; `make help` lists the rest.
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
SHELL := /bin/bash

BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
MESSAGES := deliberate/translations
# One more than the processors, as a test in a browser waits for half of its time; four at most.
WORKERS := $(shell n=$$(getconf _NPROCESSORS_ONLN); echo $$(( n < 4 ? n + 1 : 4 )))
CATALOGUES := $(wildcard $(MESSAGES)/*/LC_MESSAGES/messages.po)
LOCK := build/lock/bin/uv pip compile pyproject.toml --quiet --universal --python-version 3.11 \
	--generate-hashes --no-annotate --no-emit-index-url --no-emit-find-links \
	--custom-compile-command 'make lock'

.PHONY: help run test check bench soak mutate screenshots messages template lock clean setup setup-dev chromium

help: ## list these commands
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' $(MAKEFILE_LIST) | expand -t 14

run: setup ## set up and start a demonstration in the foreground
	$(BIN)/deliberate serve --demo

test: check chromium ## every check, then every test with branch coverage
	$(BIN)/pytest -n $(WORKERS) --dist loadfile --no-loadscope-reorder \
		--cov --cov-report=term:skip-covered --cov-report=html:build/coverage

check: setup-dev ## lint, format, types, import contracts, sizes and other house rules
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/pytest -q tests/test_house.py

bench: setup-dev ## measure against the bars, into build/bench.json
	@mkdir -p build
	$(BIN)/python -m tests.bench

soak: setup-dev ## random sessions, kills, malformed requests by the thousand, into build/soak.json
	@mkdir -p build
	$(BIN)/python -m tests.soak

mutate: setup-dev ## take each part of each guard out in turn, and see a test fail
	$(BIN)/python -m tests.mutate_guards

screenshots: setup-dev chromium ## every stage, role, device and language, into build/screenshots
	$(BIN)/pytest tests/browser -m screenshots

messages: setup-dev ## collect new texts from code and templates into the translations
	@mkdir -p build
	@$(MAKE) -s template POT=build/messages.pot
	$(BIN)/pybabel -q update -i build/messages.pot -d $(MESSAGES) \
		--no-fuzzy-matching --ignore-obsolete --ignore-pot-creation-date --width 96
	@$(MAKE) -s setup-dev

template: # the texts to translate, into the file POT
	@$(BIN)/pybabel -q extract -F pyproject.toml -o $(POT) -c i18n: --add-location file \
		-k lazy_gettext -k lazy_ngettext:1,2 -k _l -k N_ --omit-header --width 96 .

lock: ## pin the newest allowed version of every dependency
	python3 -m venv build/lock && build/lock/bin/pip install --quiet uv
	$(LOCK) --upgrade --all-extras -o requirements/dev.lock
	$(LOCK) --upgrade --extra documents --extra trends --extra accounts \
		-c requirements/dev.lock -o requirements/run.lock

clean: ## remove what builds, tests and measurements left behind (the set-up stays)
	rm -rf build dist test-results .hypothesis .coverage* .*_cache

# -- Set-up: each step leaves a stamp, so that it happens once per change of its inputs.

setup: .venv/run.stamp .venv/project.stamp $(CATALOGUES:.po=.mo)
setup-dev: .venv/dev.stamp .venv/project.stamp $(CATALOGUES:.po=.mo)

.venv/bin/python:
	@python=$$(for candidate in python3.11 python3 python3.12 python3.13 python3.14; do \
		$$candidate -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null \
			&& echo $$candidate && break; done); \
	if [ -z "$$python" ]; then echo 'Deliberate needs Python 3.11 or newer.' >&2; exit 3; fi; \
	$$python -m venv .venv || { rm -rf .venv; \
		echo 'Python came without venv: install it (on Debian: python3-venv).' >&2; exit 3; }

.venv/run.stamp: requirements/run.lock | .venv/bin/python
	$(PIP) install --no-compile --require-hashes -r $<
	@touch $@

.venv/dev.stamp: requirements/dev.lock | .venv/bin/python
	$(PIP) install --no-compile --require-hashes -r $<
	@touch $@

.venv/project.stamp: pyproject.toml hatch_build.py package.json package-lock.json | .venv/bin/python
	$(PIP) install --no-deps --editable .
	@touch $@

%.mo: %.po | .venv/project.stamp
	$(BIN)/pybabel -q compile -i $< -o $@ -l $(word 3,$(subst /, ,$<))

chromium:
	@command -v chromium >/dev/null || if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
		apt-get update -qq && DEBIAN_FRONTEND=noninteractive \
			apt-get install -qq --no-install-recommends chromium >/dev/null; \
	else \
		echo 'The browser tests need the command chromium: install it (on Debian: apt-get install chromium).' >&2; \
		exit 3; \
	fi
