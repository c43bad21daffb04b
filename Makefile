# The commands of the portal; `make help` lists them.
PYTHON ?= python3
RUN = .venv/bin/python
SHELL = /bin/sh
.DEFAULT_GOAL = help

.PHONY: help demo test lint types unit browser bench messages lock screenshots environment clean

help: ## this list
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /\1\t/' | expand -t 14

demo: ## the whole portal with sample content on http://127.0.0.1:$${PORT:-8000}
	@$(PYTHON) portal/bootstrap.py demo

environment: ## .venv/ with everything that tests and checks need
	@$(PYTHON) portal/bootstrap.py test
	@$(RUN) manage.py messages --compile-only --settings=portal.settings.test

test: environment ## all checks and tests on SQLite, or on DATABASE_URL
	@$(MAKE) --no-print-directory --output-sync -j2 lint types
	@$(MAKE) --no-print-directory unit
	@$(MAKE) --no-print-directory browser

lint: ## style, templates, import contracts, missing migrations
	$(RUN) -m ruff check .
	$(RUN) -m ruff format --check .
	$(RUN) -m djlint templates --lint --quiet
	.venv/bin/lint-imports --no-cache
	$(RUN) manage.py makemigrations --check --dry-run --settings=portal.settings.test

types: ## static types
	$(RUN) -m mypy portal home casestudies newsletter members

unit: ## unit and integration tests
	$(RUN) -m pytest -n auto -m "not browser"

browser: ## journeys and accessibility in Chromium at one width, or at all with BROWSER_MATRIX=full
	$(RUN) -m pytest -n auto -m browser

bench: ## figures of search, imports, directory, matching, plans and the newsletter, in SQLite or in DATABASE_URL; hostile addresses
	$(RUN) -m tests.bench
	ALL_RANDOM_CASES=1 $(RUN) -m pytest -n auto tests/casestudies/test_hostile_queries.py tests/portal/core/search/test_hostile.py

messages: ## update and compile the Japanese and English catalogues
	$(RUN) manage.py messages

lock: ## renew the lock files from pyproject.toml (needs uv)
	uv pip compile pyproject.toml --extra pdf --generate-hashes --no-emit-index-url --no-header --universal --python-version 3.11 -o requirements.txt
	uv pip compile pyproject.toml --extra pdf --extra morph --extra opensearch --group dev -c requirements.txt --generate-hashes --no-emit-index-url --no-header --universal --python-version 3.11 -o requirements-dev.txt
	uv pip compile pyproject.toml --extra production --extra pdf --extra opensearch -c requirements.txt --generate-hashes --no-emit-index-url --no-header --universal --python-version 3.11 -o requirements-production.txt

screenshots: ## the pictures of the README, taken from a running demo
	$(RUN) docs/take_screenshots.py

clean: ## remove everything that was made: environment, database, media
	rm -rf .venv var
