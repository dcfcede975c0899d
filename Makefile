# Every door into the project. `make` prints this list.
.DEFAULT_GOAL := help
SHELL := /bin/bash
.PHONY: help setup native cuda build test test-slow demo format golden bench bench-smoke docs bindings snaphu parameters operators clean

# Runs Maven on Java 25 (the formatter needs it there; the toolchain would find it anyway).
maven = settings=$$(bin/setup) && eval "$$settings" && JAVA_HOME="$$JAVA_HOME" "$$MVN" -B -ntp
quiet = -q

help: ## print this list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-12s %s\n", $$1, $$2}'

setup: ## find or install Java 25 and Maven, and say what is missing
	@bin/setup

native: ## build the native kernels (skipped where there is no cargo)
	@bin/build-native

cuda: ## compile the CUDA kernels for devices and for the host (skipped where there is no nvcc, no g++)
	@cuda/build.sh

build: native cuda ## compile and package the engine and its libraries, and the cache it starts from
	@$(maven) $(quiet) -DskipTests package
	@[ engine/target/stampede.aot -nt "$$(ls -t engine/target/*.jar engine/target/lib/*.jar | head -n 1)" ] || bin/build-start-cache

test: cuda ## build, check format and layers, run every test
	@bin/build-native --test
	@$(maven) verify

test-slow: native cuda ## run the tests that take minutes: the whole chain on every backend
	@$(maven) $(quiet) -pl bindings,engine -Dgroups=slow -Dstampede.test.excluded=none test

demo: build ## simulate a stack, prepare it, run stages 1-8, compare with the truth, draw the velocity map
	@examples/demo.sh

format: ## put all sources into the house format
	@$(maven) $(quiet) spotless:apply

golden: build ## compare every stage with the golden set and print the margins
	@examples/golden.sh

bench: build ## run every benchmark; results go to jmh-benchmarks/results
	@jmh-benchmarks/run.sh

bench-smoke: build ## run every benchmark once, briefly and in one process, to see that it works
	@STAMPEDE_BENCH_RESULTS=jmh-benchmarks/target/smoke jmh-benchmarks/run.sh -f 0 -wi 1 -i 1 -w 100ms -r 100ms -p nPs=1024 -p nIfg=20

docs: ## write the API documentation to engine/target/reports/apidocs
	@$(maven) $(quiet) -DskipTests package javadoc:javadoc

bindings: ## make the committed native bindings again; JEXTRACT=<program>, LIBRARIES="hdf5 ..." for some of them
	@settings=$$(bin/setup) && eval "$$settings" && PATH="$$JAVA_HOME/bin:$$PATH" JEXTRACT="$(or $(JEXTRACT),jextract)" \
		bindings/src/main/jextract/regenerate.sh $(LIBRARIES)

snaphu: ## build a library from your own snaphu sources; SNAPHU_SRC=<folder>, else the Debian source package
	@bindings/native/snaphu-shim/build.sh "$(SNAPHU_SRC)" "$(CURDIR)/target/snaphu/libstampede_snaphu.so"
	@echo "built target/snaphu/libstampede_snaphu.so; to use it:"
	@echo "  runtime.stage6_solver: snaphu"
	@echo "  tools.snaphu: $(CURDIR)/target/snaphu/libstampede_snaphu.so"

parameters: build ## write docs/parameters.md from the table in the code
	@bin/stampede params describe --format human > docs/parameters.md

operators: ## write docs/operators.md from the operators and their comments
	@$(maven) $(quiet) -pl bindings,engine -Dtest=OperatorsPageTest -Dsurefire.failIfNoSpecifiedTests=false -Dstampede.writePages=true test

clean: ## remove everything built
	@$(maven) $(quiet) clean
	@rm -rf demo-output target/snaphu cuda/build rust-kernels/target
