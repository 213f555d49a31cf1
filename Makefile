# Build tags stand here and nowhere else: full-text search in SQLite, and Fyne's current threading model.
TAGS := sqlite_fts5 migrated_fynedo
GO   := go
export LANG := C.UTF-8

# One set of flags for every build and test: another set compiles SQLite and OpenGL again, which takes minutes. Without
# the folder's own path in it, a program is the same wherever it is built.
export GOFLAGS := -trimpath -buildvcs=false

# A bus and an unlocked keyring of their own, in a home of their own: the tests never see the real ones.
SESSION := .ci/session

.PHONY: run build test format vet lint typecheck unit race screens e2e screenshots eval model bench fuzz clean

## run: install what is missing, build, and open the practice shop
run: build
	./shopbell demo

## build: the program, ./shopbell
build:
	.ci/install build
	$(GO) build -tags "$(TAGS)" -o shopbell ./app

## test: install what is missing and run everything that a change must pass
test: install-test format vet lint typecheck unit screens race e2e

.PHONY: install-test
install-test:
	.ci/install test

format:
	@out=$$(gofmt -l *.go app core ui assets); if [ -n "$$out" ]; then echo "not gofmt-ed:"; echo "$$out"; exit 1; fi

vet:
	$(GO) vet -tags "$(TAGS) e2e keyring_real" ./...

lint:
	$(GO) tool staticcheck -tags "$(TAGS) e2e keyring_real" ./...

## typecheck: whether the whole program's types fit on the systems that cannot be built for here
typecheck:
	$(GO) run ./app/typecheck -tags "$(TAGS)" darwin/amd64 darwin/arm64 windows/amd64

# Four packages at once also on two processors: many tests wait for the disk to have kept what they wrote.
unit:
	$(GO) test -p 4 -tags "$(TAGS)" ./app/... ./core/... ./assets/...

# No C compiler and no screen; -tags ci gives letters that do not depend on the machine.
screens:
	CGO_ENABLED=0 $(GO) test -tags "migrated_fynedo ci" ./ui/...

race:
	$(GO) test -race -short -p 4 -tags "$(TAGS)" ./core/...

## e2e: the real program with a real keyring, a real socket and a real window; about seven minutes, and much more on a busy machine
e2e: build
	SHOPBELL=$(CURDIR)/shopbell $(SESSION) $(GO) test -count=1 -timeout 30m -parallel 12 -tags "$(TAGS) e2e keyring_real" ./core/vault ./app/e2e

## recording: the main job from the first steps to the result, with a picture of each step in dist/recording
.PHONY: recording
recording: build
	mkdir -p dist/recording
	SHOPBELL=$(CURDIR)/shopbell SHOPBELL_PICTURES=$(CURDIR)/dist/recording $(SESSION) $(GO) test -count=1 -tags "$(TAGS) e2e keyring_real" -run TestFromTheFirstSteps ./app/e2e

## model: train the opt-out reader again, after its sentences have changed
.PHONY: model
model:
	$(GO) run ./core/optout/train

## golden: paint anew the pictures that the tests hold the screens against, after a look was changed on purpose; look at them
.PHONY: golden
golden:
	CGO_ENABLED=0 $(GO) test -tags "migrated_fynedo ci" -run 'TestGolden$$' ./ui/storybook -update

## screenshots: every screen as a picture in assets/screenshots, without a display
screenshots:
	CGO_ENABLED=0 $(GO) run -tags "migrated_fynedo ci" ./ui/storybook -out assets/screenshots

## eval: how well messages are read, by language and by set, from the project's held-back sentences and from ../shared/data where present
eval:
	$(GO) test -count=1 -run Eval -v ./core/optout ./core/interest

## bench: speed of search, store and readers
bench:
	$(GO) test -tags "$(TAGS)" -run '^$$' -bench . -benchtime 2s ./core/...

## bench-send: how fast the outbox sends with every gate on, against a bare loop
.PHONY: bench-send
bench-send:
	$(GO) run -tags "$(TAGS)" ./core/outbox/bench

## soak: thousands of kills while sending (KILLS, default 5000) and of power cuts (CUTS, 1000), and a campaign of 18,800 with 300 late stops
KILLS ?= 5000
CUTS  ?= 1000
.PHONY: soak
soak: build
	SHOPBELL_LATE=18800 $(GO) test -count=1 -timeout 1h -v -tags "$(TAGS)" -run TestLateStops ./core/outbox
	SHOPBELL=$(CURDIR)/shopbell SHOPBELL_KILLS=$(KILLS) SHOPBELL_CUTS=$(CUTS) $(SESSION) $(GO) test -count=1 -parallel 12 -timeout 12h -v -tags "$(TAGS) e2e keyring_real" -run 'TestKilled|TestPower' ./app/e2e

## bench-history: a million messages imported, searched and opened, with ratios; kept in BENCHDIR for the next run
BENCHDIR ?= /tmp/shopbell-bench-history
.PHONY: bench-history
bench-history: build
	$(SESSION) $(GO) run -tags "$(TAGS)" ./app/bench -dir $(BENCHDIR) -bin $(CURDIR)/shopbell

## docs: the manuals of the command line, from the commands themselves
.PHONY: docs
docs:
	$(GO) test -count=1 -tags "$(TAGS)" -run TestManual ./app -update

DIST := dist
export TAGS

## release: everything for Linux and Windows, with bills of materials and sums, into dist; the workflow makes macOS's
.PHONY: release deb tarball sbom checksums
release:
	.ci/install test
	rm -rf $(DIST)
	.ci/package-linux deb $(DIST)
	.ci/package-linux tarball $(DIST)
	.ci/release-windows $(DIST)
	.ci/sbom $(DIST)
	$(MAKE) checksums

## release-macos: the disk image for macOS, on macOS
.PHONY: release-macos
release-macos:
	.ci/release-macos $(DIST)

## windows: the installer and the zip for Windows; the first time takes a quarter of an hour
.PHONY: windows wine-test
windows:
	.ci/release-windows $(DIST)

## wine-test: whether what stands in dist installs, works, is brought up to date and removed, in Wine
wine-test:
	.ci/wine-test $(DIST)

## deb, tarball: one package for Linux
deb tarball: build
	.ci/package-linux $@ $(DIST)

## sbom: what the packages in dist hold, as CycloneDX
sbom:
	.ci/sbom $(DIST)

checksums:
	cd $(DIST) && rm -f SHA256SUMS && sha256sum * >SHA256SUMS && cat SHA256SUMS

## reproducible: whether two builds from two folders, one with nothing compiled before, are equal byte for byte; minutes
.PHONY: reproducible
reproducible:
	.ci/reproducible

## figures: sizes and start-up times, for the notes of a release
.PHONY: figures
figures:
	$(SESSION) .ci/figures $(DIST)

## bench-ui: how long scrolling 100,000 customers, opening a conversation, searching and the palette hold the window's goroutine; 16 ms is a frame
.PHONY: bench-ui
bench-ui:
	CGO_ENABLED=0 $(GO) test -tags "migrated_fynedo ci" -run '^$$' -bench Blocked -benchtime 2000x ./ui/storybook

## bench-window: the program's first window against an empty one of the same toolkit, opened in turn on a virtual screen
.PHONY: bench-window
bench-window: build
	plain=$$(mktemp) && $(GO) build -tags "$(TAGS)" -o "$$plain" ./app/bench/plain && \
	$(SESSION) $(GO) run ./app/bench/first -bin $(CURDIR)/shopbell -plain "$$plain"; rm -f "$$plain"

## fuzz: every parser for a while (FUZZTIME, default 1m)
FUZZTIME ?= 1m
fuzz:
	.ci/fuzz "$(TAGS)" $(FUZZTIME)

## tags: the build tags, for whoever builds without make
.PHONY: tags
tags:
	@echo "$(TAGS)"

## help: this list
.PHONY: help
help:
	@sed -n 's/^## //p' Makefile

clean:
	rm -rf shopbell shopbell.exe $(DIST)
