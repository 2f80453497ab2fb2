# Everything a person does here, in one word each. `make help` lists it.
# Needs Python 3.11 or newer with venv, and once the package registry.

OLD_ENOUGH := import sys; sys.exit(sys.version_info < (3, 11))
PYTHON ?= $(shell for name in python3 python3.14 python3.13 python3.12 python3.11 python; do \
	$$name -c '$(OLD_ENOUGH)' 2>/dev/null && echo $$name && break; done || echo python3)

VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/ready
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet

.DEFAULT_GOAL := help
.PHONY: help test first-run browser lint format lock clean

help: ## Show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' Makefile

test: lint ## Set up, check the code, run every test
	@$(BIN)/python -m pytest -n auto --maxprocesses 4 --cov=kindpace

first-run: $(READY) ## Set up and write first-run.mp3, a guided run of thirty minutes
	@$(BIN)/kindpace render steady-companion -o first-run.mp3 --voice espeak

lint: $(READY) ## Check style and types
	@$(BIN)/ruff check
	@$(BIN)/ruff format --check
	@$(BIN)/mypy

browser: ## Bring Chromium, for the tests that look at the page for phones
	@command -v chromium chromium-browser >/dev/null 2>&1 && echo "Chromium is here." || \
		if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then \
			apt-get update -qq && apt-get install -y -qq chromium >/dev/null && echo "Chromium is here."; \
		else \
			echo "Install Chromium as your system does; on Debian: sudo apt-get install chromium"; \
		fi

format: $(READY) ## Put the code in shape
	@$(BIN)/ruff check --fix
	@$(BIN)/ruff format

lock: $(READY) ## Choose the newest versions that fit, and write them down
	@$(PIP) install uv
	@$(BIN)/uv pip compile --quiet --upgrade --universal --python-version 3.11 \
		--no-emit-index-url --generate-hashes pyproject.toml --group dev -o requirements.lock

clean: ## Take away everything that make has made
	@rm -rf $(VENV) dist .coverage .hypothesis .*_cache first-run.mp3
	@find src tests bench -name __pycache__ -type d -prune -exec rm -rf {} +

# The stamp is younger than the lock, so a second run asks nobody for anything. What is already
# in place stays there: after a small edit of pyproject.toml the set-up works without the network.
$(READY): requirements.lock pyproject.toml
	@$(PYTHON) -c '$(OLD_ENOUGH)' 2>/dev/null || { \
		echo "kindpace needs Python 3.11 or newer; name one like this: make PYTHON=python3.12"; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
		echo "This Python comes without venv; on Debian and Ubuntu: apt install python3-venv"; exit 1; }
	@echo "Setting up $(VENV) (once)."
	@$(BIN)/python -m pip --version >/dev/null 2>&1 || $(PYTHON) -m venv --clear $(VENV)
	@$(PIP) install --require-hashes -r requirements.lock || { \
		echo "The package registry did not answer in full; make picks up from here next time."; exit 1; }
	@$(PIP) install --no-build-isolation --no-deps --no-index -e .
	@touch $@
