# Every door into the project. `make` prints this list.
.DEFAULT_GOAL := help
SHELL := /bin/bash
.PHONY: help setup native build test demo format golden bench bench-smoke docs clean

# Runs Maven on Java 25 (the formatter needs it there; the toolchain would find it anyway).
maven = eval "$$(bin/setup)" && JAVA_HOME="$$JAVA_HOME" "$$MVN" -B -ntp
quiet = -q

help: ## print this list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-12s %s\n", $$1, $$2}'

setup: ## find or install Java 25 and Maven, and say what is missing
	@bin/setup

native: ## build the native kernels (skipped where there is no cargo)
	@bin/build-native

build: native ## compile and package the engine and its libraries
	@$(maven) $(quiet) -DskipTests package

test: ## build, check format and layers, run every test
	@bin/build-native --test
	@$(maven) verify

demo: build ## simulate a stack, prepare it, run stages 1-8, compare with the truth, draw the velocity map
	@examples/demo.sh

format: ## put all sources into the house format
	@$(maven) $(quiet) spotless:apply

golden: build ## compare every stage with the golden set and print the margins
	@examples/golden.sh

bench: build ## run every benchmark; results go to jmh-benchmarks/results
	@jmh-benchmarks/run.sh

bench-smoke: build ## run every benchmark once, briefly, to see that it works
	@jmh-benchmarks/run.sh -f 1 -wi 1 -i 1 -w 200ms -r 200ms

docs: ## write the API documentation to engine/target/reports/apidocs
	@$(maven) $(quiet) -DskipTests package javadoc:javadoc

clean: ## remove everything built
	@$(maven) $(quiet) clean
	@rm -rf demo-output rust-kernels/target
