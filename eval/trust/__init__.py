"""`make trust`: what happens to an institution's server over the years, done to Pinpoint on purpose.

Each module does one kind of fault many times over and counts what was survived: `eval.trust.__main__` runs them all and
prints the table. The tests do the same a few times.
"""
