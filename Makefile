# The two commands of the README are `make demo` and `make test`; a bare machine needs only
# python3.11+ with venv, and make.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
DEMO ?= demo
EXTRAS ?= test
# What is never imported need not be compiled: that took half a minute, on one core.
INSTALL := -m pip install --quiet --disable-pip-version-check --no-compile -c constraints.txt
# Machine code of the kernels is kept beside these; it is made anew when one of them changes.
KERNELS := $(shell grep -rl --include='*.py' '^@kernel' famnet)
export SOURCE_DATE_EPOCH ?= 0
# Workers and commands under test read what another has already compiled.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.PHONY: help demo test check verify bench setup setup-test kernels sample clean

help:  ## Wat kan ik hier doen
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*##/	/'

$(BIN)/python:
	$(PYTHON) scripts/require_python.py
	$(PYTHON) -m venv $(VENV)

$(VENV)/.demo: pyproject.toml constraints.txt | $(BIN)/python
	$(BIN)/python $(INSTALL) -e '.[jupyter]'
	@touch $@

$(VENV)/.test: pyproject.toml constraints.txt | $(BIN)/python
	$(BIN)/python $(INSTALL) -e '.[$(EXTRAS)]'
	@touch $@ $(VENV)/.demo

setup: $(VENV)/.demo  ## Alleen installeren

setup-test: $(VENV)/.test

# Without them the tests run too, only slower.
$(VENV)/.kernels: $(KERNELS) | $(VENV)/.test
	-$(BIN)/python scripts/compile_kernels.py
	@touch $@

kernels: $(VENV)/.kernels

demo: $(VENV)/.demo  ## Het hoofdwerk op de voorbeeldgegevens; opent niets, zegt waar de pagina staat
	$(BIN)/famnet demo --out $(DEMO)

test: $(VENV)/.test $(VENV)/.kernels  ## Alle gewone tests
	$(BIN)/python -m pytest -n 2 --dist worksteal -q -rs -m 'not long'

check: $(VENV)/.test  ## Stijl, typen, lagen
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

verify: check test  ## Alles, ook wat lang duurt
	FAMNET_EXAMPLES=random $(BIN)/python -m pytest -n 2 --dist worksteal -q tests/generative tests/unit/graph
	$(BIN)/python -m pytest -q -m long

bench: $(VENV)/.test  ## Snelheid en geheugen; schrijft in benchmarks/results
	$(BIN)/python -m benchmarks.road

sample: $(VENV)/.demo  ## Maak sample_data opnieuw
	$(BIN)/python -m famnet.synthetic.sample

clean:
	rm -rf $(VENV) $(DEMO) build dist
