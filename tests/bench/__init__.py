"""Benchmarks on generated data: `make bench`. Not collected by pytest."""
