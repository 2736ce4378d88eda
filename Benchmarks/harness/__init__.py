"""Interleaved measurement of worker processes; Benchmarks/README.md says how and why."""
