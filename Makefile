# One virtual environment, made once; every target may be run again at any time.
PYTHON ?= python3.11
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed

.PHONY: demo docs test lint types wheel check clean
.DEFAULT_GOAL := check

# torch comes first and pinned: left to stanza, pip would take a build with several GB of CUDA.
$(STAMP): pyproject.toml
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -c 'import torch' 2>/dev/null || $(BIN)/python -m pip install --quiet torch==2.13.0
	$(BIN)/python -m pip install --quiet --editable '.[test]'
	touch $@

demo: $(STAMP)
	$(BIN)/kg build 'seeds/documents/*.txt' --out build

# The ontology as a page, by pyLODE, which reads one file and orders some lists by hash: a fixed seed gives the same page.
docs: $(STAMP)
	$(BIN)/python -c 'import pylode' 2>/dev/null || $(BIN)/python -m pip install --quiet --editable '.[docs]'
	mkdir -p build
	cat ontology/diplomacy.ttl ontology/event_types.ttl > build/ontology.ttl
	PYTHONHASHSEED=0 $(BIN)/pylode build/ontology.ttl --sort --outputfile build/ontology.html

test: $(STAMP)
	$(BIN)/python -m pytest

lint: $(STAMP)
	$(BIN)/ruff check
	$(BIN)/ruff format --check

types: $(STAMP)
	$(BIN)/mypy

wheel: $(STAMP)
	.ci/wheel $(BIN)/python

check: lint types test wheel

clean:
	rm -rf build .pytest_cache .mypy_cache .ruff_cache .hypothesis
