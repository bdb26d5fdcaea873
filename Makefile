# `make build` and `make test` do everything on a Debian machine with Python 3.11 and make. `make help` lists the rest.

PYTHON ?= $(firstword $(wildcard /usr/bin/python3.11 /usr/local/bin/python3.11) python3)
BIN := .venv/bin
# CI runs the slow tests too.
TESTS ?= $(if $(CI),-m '')

.PHONY: help build test check format docs bench bench-large bench-small golden clean

help: ## list the targets
	@sed -nE 's/^([a-z-]+):.*## (.*)/  make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 16

build: .venv/installed ## make .venv, install kg, build data/ into build/
	$(BIN)/kg build

test: .venv/test-installed ## install what the tests need, then run them
	.ci/browser
	.ci/java
	.ci/pango
	.ci/compiler
	$(BIN)/python -m pytest --numprocesses auto --dist loadfile $(TESTS)

check: .venv/dev-installed ## everything that CI checks beside the tests
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/codespell
	$(BIN)/cog --check docs/reference/*.md

format: .venv/dev-installed ## format the code
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

docs: .venv/dev-installed ## renew what the docs paste from the program
	$(BIN)/cog -r docs/reference/*.md
	$(BIN)/python docs/reference/ontology_page.py
	KG_RENEW_DOCS=1 $(BIN)/python -m pytest -m '' tests/test_docs.py tests/test_datapackage.py

bench: .venv/test-installed build/bench/floor ## measure kg against its peers: half an hour
	$(BIN)/python -m bench

bench-large: .venv/test-installed build/bench/floor ## the same with a million records: more than an hour
	$(BIN)/python -m bench --large

bench-small: .venv/test-installed build/bench/floor ## the ratios that matter, in four minutes
	$(BIN)/python -m bench --small
	$(BIN)/python -m bench.pages --small

golden: .venv/test-installed ## renew the golden files after a change that is meant
	KG_RENEW_GOLDEN=1 $(BIN)/python -m pytest tests/test_mapping.py tests/test_questions.py

clean: ## remove what was built and installed here
	rm -rf .venv build dist

.venv/bin/python:
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "kg needs Python 3.11 or later"; exit 3; }
	$(PYTHON) -m venv .venv || { rm -rf .venv; .ci/debian python3-venv && $(PYTHON) -m venv .venv; }

.venv/installed: .venv/bin/python pyproject.toml constraints.txt
	$(BIN)/python -m pip install --quiet --upgrade 'pip>=25.1'
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable .
	touch $@

.venv/test-installed: .venv/installed
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --group test
	touch $@

.venv/dev-installed: .venv/installed
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --group dev
	touch $@

build/bench/floor: $(wildcard bench/floor/*)
	.ci/compiler
	mkdir -p $(@D)
	g++ -std=c++17 -O2 -Wall -Wextra -o $@ bench/floor/floor.cpp
