# Two commands do all: make build, make test. The environment is made on first use.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
STAMP  := $(VENV)/.installed
SOURCES := .

.PHONY: build install test test-unit check check-long bench pools clean

build: install
	$(BIN)/python -m jsonsynth build --total 100000

install: $(STAMP)

$(STAMP): pyproject.toml
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	$(BIN)/python -m compileall -q jsonsynth corruptors
	touch $@

# Every gate and every test but the long ones.
test: check
	$(BIN)/python -m pytest -n auto --dist worksteal -m 'not long'

# The quick tests: under 30 seconds.
test-unit: install
	$(BIN)/python -m pytest -n auto --dist worksteal -m 'not slow and not long'

check: install
	$(BIN)/ruff format --check $(SOURCES)
	$(BIN)/ruff check $(SOURCES)
	$(BIN)/mypy
	$(BIN)/pyright
	$(BIN)/lint-imports

# Kills at random moments, other Python versions, scale, examples that no run has seen.
check-long: install
	$(BIN)/python -m pytest -m long
	$(BIN)/python -m pytest -n auto -m 'not long' --hypothesis-profile=new tests/properties

bench: install
	$(BIN)/python benchmarks/speed.py
	$(BIN)/python -m benchmarks.instances
	$(BIN)/python -m benchmarks.realism

# Draw the value pools again with Faker (only when the lists of kinds or locales change).
pools: install
	PYTHONHASHSEED=0 $(BIN)/python -m jsonsynth.realism.draw

clean:
	rm -rf $(VENV) build dist datasets .mypy_cache .ruff_cache .hypothesis .import_linter_cache
