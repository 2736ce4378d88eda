# Everything a newcomer needs: `make run` trains a network, `make test` runs the tests. Both set up what they need first.
SHELL := /bin/bash
.DEFAULT_GOAL := help
.PHONY: help setup run test test-release soak interop bench size format lint docs doctor

help:
	@echo "make run     train LeNet on handwritten digits"
	@echo "make test    run all tests"
	@echo "make test-release  run them on the optimised build, as users run the library"
	@echo "make soak    kill a training process 1,000 times and compare what it leaves; give hostile bytes to every reader for an hour"
	@echo "make interop have TensorFlow, Keras, NumPy, safetensors and JAX read our files, and the other way round"
	@echo "make bench   time Apus beside PyTorch and JAX (installs both into Benchmarks/.venv)"
	@echo "make doctor  say what is installed and what is missing"
	@echo "make size    lines of code per module"
	@echo "make format  format the sources;  make lint checks them"
	@echo "make docs    build the reference documentation"

setup:
	@Scripts/setup

run: setup
	@swift build -c release --product apus
	@"$$(swift build -c release --show-bin-path)/apus" train lenet-mnist $(ARGUMENTS)

test: setup
	@swift test

test-release: setup
	@swift test -c release -Xswiftc -enable-testing

soak: setup
	@APUS_KILLS=$${APUS_KILLS:-1000} swift test --filter KillTests
	@Fuzz/run

interop: setup
	@Scripts/interop

doctor: setup
	@swift run -c release apus doctor

bench: setup
	@Benchmarks/run $(ARGUMENTS)

size:
	@Scripts/size

format:
	@swift format --in-place --parallel --recursive Sources Tests Examples Plugins Benchmarks/Worker/Sources Benchmarks/Worker/Package.swift Fuzz/Sources Fuzz/Package.swift Package.swift

lint:
	@swift format lint --strict --parallel --recursive Sources Tests Examples Plugins Benchmarks/Worker/Sources Benchmarks/Worker/Package.swift Fuzz/Sources Fuzz/Package.swift Package.swift

docs: setup
	@Scripts/docs
