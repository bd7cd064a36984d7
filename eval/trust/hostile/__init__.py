"""Files as somebody makes them who wants a reader to hang, to burst, to crash or to tell what is nobody's business.

One module a format. Each file is made by a function of its own, from how large it is to be: 1.0 as in an attack, less
in tests. What becomes of them is seen in `eval.trust.hostile_files`.
"""
