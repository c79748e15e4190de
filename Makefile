# make demo   the audit over a simulated fleet, as a user would see it
# make test   unit and integration tests
# make lint   every static check
#
# All of it sets itself up under .venv and .build, and needs python3 (3.11 or
# newer), make and git.

PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
COLLECTION := .build/collections/ansible_collections/sparkops/athena
PARTS := docs plugins roles playbooks meta tests galaxy.yml README.md

export ANSIBLE_COLLECTIONS_PATH := $(CURDIR)/.build/collections
export ANSIBLE_LOCALHOST_WARNING := False
export PATH := $(CURDIR)/$(BIN):$(PATH)

.PHONY: help setup test unit integration lint demo clean
.DEFAULT_GOAL := help

help:
	@sed -n 's/^# //p' Makefile

setup: .build/dev.stamp $(COLLECTION)

.build/uv.stamp:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed, this is " + sys.version)'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check uv
	@mkdir -p .build && touch $@

.build/%.stamp: requirements-%.txt .build/uv.stamp
	$(BIN)/uv pip install --quiet --python $(BIN)/python -r $<
	@touch $@

# Ansible finds a collection by its path; links keep the work tree the only copy.
$(COLLECTION): Makefile
	@mkdir -p $@
	@for part in $(PARTS); do ln -sfn "$(CURDIR)/$$part" "$@/$$part"; done
	@touch $@

test: unit integration

unit: setup
	$(BIN)/python -m pytest

integration: setup
	$(BIN)/python -m pytest tests/integration

clean:
	rm -rf .venv .build .hypothesis .pytest_cache .mypy_cache .ruff_cache tests/output

# Remake the table of Spark's types after a change in tools/spark.
spark-types:
	$(PYTHON) tools/make_spark_types.py

.PHONY: spark-types
