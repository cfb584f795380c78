# Everything a newcomer needs: `make demo` and `make test`. Only Python 3.11 or newer and GNU make are required.

UV_VERSION := 0.13.9
NAMES := python3 python3.13 python3.12 python3.11 python3.14 python
NEW_ENOUGH := import sys, venv; sys.exit(sys.version_info < (3, 11))
PYTHON ?= $(shell for p in $(NAMES); do $$p -c '$(NEW_ENOUGH)' 2>/dev/null && echo $$p && break; done)

BIN := .venv/bin
READY := .venv/.synced
SOURCES := $(shell find ontology extract queries kg -type f ! -name '*.pyc' ! -name '.*' 2>/dev/null)
EXAMPLES := $(wildcard examples/luting-*)
PYTEST_ARGS ?= -n auto --dist loadfile

.PHONY: help demo test lint lint-format lint-style lint-types lint-layers bench train clean
.DEFAULT_GOAL := help

help:
	@echo 'make demo    set up, build the graph of examples/ into demo/, say what to open'
	@echo 'make test    set up, run the tests'
	@echo 'make lint    format, style, types, import layers'
	@echo 'make bench   speed, scores against annotations, reliability of confidences'
	@echo 'make train   train the extraction model again'
	@echo 'make clean   remove demo/ and caches (keeps .venv)'

# The environment: a plain venv, the pinned uv inside it, and the locked packages.
.venv/.uv-$(UV_VERSION):
	@test -n '$(PYTHON)' || { echo 'plankg needs Python 3.11 or newer with its venv module, and found none (tried: $(NAMES)).'; \
	  echo 'Install one (Debian, Ubuntu: apt install python3 python3-venv), or name it: make demo PYTHON=/path/to/python3.12'; exit 1; }
	@$(PYTHON) -c '$(NEW_ENOUGH)' || { echo 'plankg needs Python 3.11 or newer; $(PYTHON) is older or not there.'; exit 1; }
	@echo 'Setting up .venv (the first time takes a minute or two) ...'
	@$(PYTHON) -m venv .venv || { echo 'Could not make .venv. On Debian and Ubuntu: apt install python3-venv'; exit 1; }
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check uv==$(UV_VERSION)
	@touch $@

$(READY): .venv/.uv-$(UV_VERSION) pyproject.toml uv.lock
	@UV_PYTHON_DOWNLOADS=never $(BIN)/uv sync --frozen --quiet --inexact --python $(BIN)/python
	@touch $@

demo/report.json: $(READY) $(EXAMPLES) $(SOURCES)
	@$(BIN)/plankg build examples -o demo
	@touch $@

demo: demo/report.json
	@echo
	@echo 'The graph of examples/ is in demo/. Open in a browser:'
	@echo '  $(CURDIR)/demo/html/index.html'
	@echo 'Ask it:'
	@echo '  $(BIN)/plankg query --list'
	@echo '  $(BIN)/plankg query chain-core-area-industry-enterprise --graph demo'
	@echo '  $(BIN)/plankg query indicator-over-time --graph demo --param indicatorName=地区生产总值'
	@echo '  $(BIN)/plankg query projects-by-investment --graph demo'
	@echo 'Build your own folder of plans:'
	@echo '  $(BIN)/plankg build FOLDER -o out'

test: $(READY)
	@$(BIN)/pytest $(PYTEST_ARGS)

lint: lint-format lint-style lint-types lint-layers

lint-format: $(READY)
	$(BIN)/ruff format --check --quiet .

lint-style: $(READY)
	$(BIN)/ruff check --quiet .

lint-types: $(READY)
	$(BIN)/mypy

lint-layers: $(READY)
	$(BIN)/lint-imports

bench: $(READY)
	@$(BIN)/python tests/bench/run.py

train: $(READY)
	@$(BIN)/python -m extract.training ../shared

clean:
	@rm -rf demo .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
	@find . -name __pycache__ -type d -not -path './.venv/*' -prune -exec rm -rf {} +
