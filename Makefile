# make only adds the environment; README.md has the plain commands.
PYTHON ?= python3
PORT ?= 8000
kind ?= loss
# FULL=1 makes the tests try all of each grid, not a sample.
FULL ?=
export FULL
BIN := .venv/bin
INSTALL := -m pip install --quiet --requirement
OLDEST := $(shell sed -n 's/^requires-python = ">=\(.*\)"/\1/p' pyproject.toml)

.PHONY: serve build offline test new check update diagnoses mutate bench \
  gpu evidence portability audit pins clean
serve: .venv/installed
	$(BIN)/mkdocs serve --dev-addr 127.0.0.1:$(PORT)

build: .venv/installed
	$(BIN)/mkdocs build --strict

# Pack the book to be read from a disk: lossbook-offline.zip.
offline: .venv/installed
	$(BIN)/python -m lossbook.export.offline

test: .venv/installed
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/pytest -n auto --dist worksteal

# Start a loss or, by kind=regularizer, a regularizer; a new chapter with it.
new: .venv/installed
	$(call needs,name,make new name=giou_loss chapter=detection)
	$(call needs,chapter,make new name=giou_loss chapter=detection)
	$(BIN)/python -m tests.author.new $(name) $(chapter) --kind $(kind)

# Check one snippet, its figure and the pages that embed it.
check: .venv/installed
	$(call needs,name,make check name=focal_loss)
	$(BIN)/python -m tests.author.check $(name)

# Write what snippets print, of one snippet
# (name=focal_loss) or of all.
update: .venv/installed
	$(BIN)/ruff format .
	$(BIN)/python -m tests.author.update $(name)

needs = $(if $($(1)),,$(error Say which $(1): $(2)))

# Run diagnose_loss on the pitfalls, and write what it finds.
diagnoses: .venv/installed
	$(BIN)/python -m tests.snippets.tools.diagnoses

# Damage copies of the book and count what the checks notice.
mutate: .venv/installed
	$(BIN)/python -m tests.mutate

# Measure the snippets against the same losses in other packages.
bench: .cache/bench/installed
	.cache/bench/bin/python -m tests.bench

# Put the losses to a GPU: values, autocast, waits, costs. Without one it says so.
gpu: .venv/installed
	$(BIN)/python -m tests.gpu

# Try the chooser's advice: train small models, those whose code has changed.
evidence: .venv/installed
	$(BIN)/python -m tests.evidence

# Build the book with other generators, and count what each makes of it.
portability: .cache/portability/properdocs/installed \
  .cache/portability/zensical/installed
	$(BIN)/python -m tests.portability

# Lighthouse on every page; it says what it needs.
audit: .venv/installed
	$(BIN)/python -m tests.audit

# Pin in constraints.txt all that the other lists need, for every system. What
# is pinned there stays as it is where it can; without the file, all is newest.
pins: .cache/pins/installed
	grep -hv '^-' $(filter-out requirements-pins.txt,$(wildcard requirements*.txt)) | \
	  .cache/pins/bin/uv pip compile - --quiet --universal --no-annotate \
	  --python-version $(OLDEST) --output-file constraints.txt \
	  --custom-compile-command "make pins"

clean:
	rm -rf .venv .cache site

.venv/installed: requirements.txt constraints.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < tuple(map(int, "$(OLDEST)".split("."))))' || \
	  { echo "Lossbook needs Python $(OLDEST) or newer; $(PYTHON) is older or missing. Try: make PYTHON=python3.13 $(MAKECMDGOALS)"; exit 1; }
	@if $(NEW_PIN); then $(MAKE) pins; fi
	$(PYTHON) -m venv .venv
	$(BIN)/python $(INSTALL) requirements.txt
	@touch $@

# A pin that constraints.txt does not have yet. CI takes the file as it is.
NEW_PIN := [ -z "$$CI" ] && grep -o '^[^ ]*==[^ ]*' requirements.txt \
  | grep -qivxFf constraints.txt

# Beside the book's own environment, which needs none of the other packages.
.cache/bench/installed: constraints.txt
.cache/bench/installed .cache/pins/installed: .cache/%/installed: \
  requirements-%.txt
	$(PYTHON) -m venv $(@D)
	$(@D)/bin/python $(INSTALL) $<
	@touch $@

# Each in an environment of its own, with the book's packages in reach.
.cache/portability/%/installed: requirements-portability.txt constraints.txt \
  .venv/installed
	$(PYTHON) -m venv $(@D)
	$(@D)/bin/python -m pip install --quiet --constraint constraints.txt $*
	$(BIN)/python -c 'import sysconfig as s; print(s.get_path("purelib"))' \
	  > $$(echo $(@D)/lib/python*/site-packages)/zz-book.pth
	@touch $@
