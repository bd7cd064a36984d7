"""Evaluation: question sets, measures and benchmarks."""
