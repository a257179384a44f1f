# Everything a fresh machine with Swift needs: `make demo` and `make test`.

SWIFT ?= swift
BINARY := .build/release/rhetor
PACKAGES := libicu-dev libsimdjson-dev

.PHONY: demo test build deps lint install clean

demo: build
	$(BINARY) run belarus-russia Pipelines/samples/articles.jsonl

test: build
	RHETOR_BINARY="$(CURDIR)/$(BINARY)" $(SWIFT) test

build: deps
	$(SWIFT) build -c release --product rhetor

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

lint:
	$(SWIFT) format lint -s -r --parallel Sources Tests Package.swift

# PREFIX/bin/rhetor, with its data in PREFIX/share/rhetor.
PREFIX ?= /usr/local
install: build
	install -D $(BINARY) $(DESTDIR)$(PREFIX)/bin/rhetor
	mkdir -p $(DESTDIR)$(PREFIX)/share/rhetor
	cp -r Lexicons Pipelines $(DESTDIR)$(PREFIX)/share/rhetor/

clean:
	rm -rf .build
