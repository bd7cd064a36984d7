"""Benchmarks: Pinpoint beside other systems, on the same texts and questions, with speed and size (`make bench`)."""
