# make demo    two audits of a simulated fleet, as a user would see them
# make test    unit and integration tests
# make browser the HTML report in a headless Chromium; part of make test
# make slow    whole audits: that no secret leaves them, that many merge into one; faults over 2,000 sessions (10 minutes)
# make lint    every static check: ruff, mypy, yamllint, ansible-lint, sanity
# make docs    the documentation as antsibull-docs sees it, and what lies in the tree
# make docsite the documentation site, in .build/docsite/html
# make galaxy  build the collection and import it as Galaxy would
# make matrix  the tests on every Python at hand, with every ansible-core
# make release-check whether this commit can be released: build, install, import, bill of materials
# make mutation the unit tests against mutants of the comparison (half an hour or more)
# make bench   the figures of docs/benchmarks.md, beside what could be done instead (15 minutes)
# make faults  the table of docs/faults.md: what a read does where something goes wrong (5 minutes)
# make evaluate how well outliers are found in generated fleets with known faults (some minutes)
# make clean   remove all that these made
#
# All of it sets itself up under .venv and .build, and needs python3 (3.11 or
# newer), make and git.

PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
COLLECTION := .build/collections/ansible_collections/sparkops/athena
PARTS := docs plugins roles playbooks meta tests galaxy.yml README.md

export ANSIBLE_COLLECTIONS_PATH := $(CURDIR)/.build/collections
# Ansible's own files stay out of the user's HOME.
export ANSIBLE_HOME := $(CURDIR)/.build/ansible
export ANSIBLE_LOCALHOST_WARNING := False
export PATH := $(CURDIR)/$(BIN):$(PATH)

# Interpreters that pyenv keeps, before its shims: those fail for every version that is not selected.
PYENVS := $(sort $(PYENV_ROOT) $(HOME)/.pyenv $(patsubst %/shims,%,$(filter %/shims,$(subst :, ,$(PATH)))))
PYTHONS := PATH="$$(printf '%s:' $(CURDIR)/$(BIN) $(wildcard $(PYENVS:=/versions/*/bin)))$$PATH"
# What tools write below HOME stays here; uv's settings and cache are still the user's.
HOME_HERE := mkdir -p .build/home && XDG_CONFIG_HOME="$${XDG_CONFIG_HOME:-$$HOME/.config}" UV_CACHE_DIR="$$(uv cache dir)" HOME=$(CURDIR)/.build/home

.PHONY: help setup test unit integration slow demo mutation bench faults evaluate clean
.PHONY: lint lint-setup ruff mypy yamllint ansible-lint sanity sanity-devel docs docsite galaxy matrix guards release-check
.DEFAULT_GOAL := help

help:
	@sed -n '/^$$/q; s/^# \{0,1\}//p' Makefile

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

demo: setup
	@$(BIN)/python examples/demo/run.py

test: unit integration

unit: setup
	$(BIN)/python -m pytest -n 2 --dist worksteal -m 'not slow' tests/unit

integration: setup
	$(BIN)/python -m pytest -n 2 --dist worksteal -m 'not slow' tests/integration

slow: setup
	$(BIN)/python -m pytest -n 2 --dist worksteal -m slow tests/integration tests/unit

lint: ruff mypy yamllint ansible-lint sanity

lint-setup: setup .build/lint.stamp

ruff: lint-setup
	$(BIN)/ruff check --output-format concise
	$(BIN)/ruff format --check --output-format concise

mypy: lint-setup
	$(BIN)/mypy -p ansible_collections.sparkops.athena.plugins
	$(BIN)/mypy tests/simulator
	$(BIN)/mypy tools noxfile.py examples benchmarks

yamllint: lint-setup
	$(BIN)/yamllint --strict .

ansible-lint: lint-setup
	$(HOME_HERE) $(BIN)/ansible-lint --offline --nocolor

sanity: setup
	$(PYTHONS) $(BIN)/python tools/sanity.py

# The newest ansible-core, release candidates too: what the next one will ask for.
sanity-devel: lint-setup
	$(PYTHONS) $(BIN)/nox --session sanity_devel

docs: lint-setup
	$(HOME_HERE) $(BIN)/nox --session docs-check extra-checks license-check

docsite: lint-setup
	$(HOME_HERE) $(BIN)/nox --session docsite

galaxy: lint-setup
	$(HOME_HERE) $(BIN)/nox --session build-import-check

release-check: lint-setup
	$(HOME_HERE) $(BIN)/nox --session release_check

matrix: lint-setup
	$(PYTHONS) $(BIN)/nox --no-error-on-missing-interpreters $(MATRIX)

# The tests that hold layers, documentation and the tree to the code: seconds, before each commit.
guards: setup
	$(BIN)/python -m pytest -q tests/unit/test_layers.py tests/unit/test_architecture.py tests/unit/test_docs.py tests/unit/test_tree.py

# MUTATE="_finding _values/kinds.py" for some of it, MUTATE=--again for what the last run did not kill.
mutation: setup .build/mutation.stamp
	$(BIN)/python tests/mutation/gate.py $(MUTATE)

# BENCH="quota targets" for some of it; `python benchmarks/whole_run.py` has more of the role against a bare script.
bench: setup .build/awscli.stamp
	$(BIN)/python benchmarks/bench.py $(BENCH)

faults: setup
	$(BIN)/python benchmarks/faults.py

# The AWS CLI wants a release of botocore of its own.
.build/awscli.stamp: requirements-awscli.txt .build/uv.stamp
	$(BIN)/uv venv --quiet --allow-existing --python $(BIN)/python .build/awscli
	$(BIN)/uv pip install --quiet --python .build/awscli/bin/python -r $<
	@touch $@

# LEVELS="plain 'small roles'" for some of it.
evaluate: setup
	$(BIN)/python benchmarks/evaluate_outliers.py $(LEVELS)

clean:
	rm -rf .venv .build .hypothesis .pytest_cache .mypy_cache .ruff_cache tests/output

# Remake the table of Spark's types after a change in tools/spark.
spark-types:
	$(PYTHON) tools/make_spark_types.py

.PHONY: spark-types

# What the browser tests check accessibility with. Without npm or Chromium they say what then goes untested.
AXE := .build/npm/node_modules/axe-core/axe.min.js
AXE_VERSION := 4.14.1

$(AXE): Makefile
	@if command -v npm >/dev/null; then \
	  npm install --silent --no-audit --no-fund --prefix .build/npm axe-core@$(AXE_VERSION) && touch $@; \
	else \
	  echo 'npm is missing: the HTML report is not checked with axe-core (accessibility)' >&2; test "$$CI" != true; \
	fi

browser: setup .build/browser.stamp $(AXE)
	$(BIN)/python -m pytest -n 2 --dist loadfile tests/browser

test: browser

.PHONY: browser
