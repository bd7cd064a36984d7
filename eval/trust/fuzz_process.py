"""One fuzzing target in a process of its own.

In: `python -m eval.trust.fuzz_process TARGET INDEX hypothesis COUNT SEED`, or `… atheris FOLDER OPTION…` with options
of libFuzzer. Out: the number of inputs tried on standard output; an input that fails on standard error, in base64,
and exit code 1.
"""

import base64
import os
import sys
from collections.abc import Callable
from pathlib import Path

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

_JOINED_PIECES = (
    "1. |2. |(a) |(i)|第三条|（一）|• |1.1 |IV. |A.|\n|\n\n|\r\n|\f|  |\t|__________\n|- 2 -|A/RES/67/53"
    "|S/RES/1540(2004)|/Rev.5|resolution 1540|第1540(2004)号决议|para. 18|paras. 18–20|第18段|п. 3|الفقرة ٣"
    "|NPT/CONF.2015/39|(Vol.I)"
    "|（第一卷）|.|,|。|；|:|29 June 1999|1999 年 6 月 29 日|20 million|二十|３|٣|%|€"
    "|EUR |1,500.5|½|[1]|[^1]"
    "|[^1]: |# |> |- |* |**|_|`|```|[|](|)|<p>|</p>|<li>|<ol>|<br>|&amp;|&#0;"
    "|http://|docs.un.org/|Belgium|比利时|CTBT|Report|“|”|\"|'"
    "|«|»|\u200b|\u202e|\u0301|\ufeff|\x00|\x1b|ﬁ|İ|ß|🜨|a|Z|核|Ж|ع|ibid.|ditto|Annex|附件|supra note 3|and|to|与|和"
)
_PIECES = _JOINED_PIECES.split("|")

_text = st.one_of(
    st.lists(st.sampled_from(_PIECES), max_size=60).map("".join),
    st.lists(st.sampled_from(_PIECES), min_size=1, max_size=4).flatmap(
        lambda pieces: st.integers(1, 200).map(lambda times: "".join(pieces) * times)
    ),
    st.text(max_size=300),
)
inputs = st.one_of(
    _text.map(lambda text: text.encode("utf-8", "surrogatepass")),
    st.tuples(_text, st.sampled_from(["utf-16", "utf-32", "gb18030", "cp1251", "big5", "utf-8-sig"])).map(
        lambda pair: pair[0].encode(pair[1], "replace")
    ),
    st.binary(max_size=300),
)
"""Texts of pieces that mean something here, over and over or by chance, in encodings of all kinds; and any bytes."""


def _changed(data: bytes, changes: list[tuple[int, int, bytes]]) -> bytes:
    """A seed with stretches of it replaced: a file that is almost right."""
    changed = bytearray(data)
    for place, length, by in changes:
        start = place % (len(changed) + 1)
        changed[start : start + length] = by
    return bytes(changed)


def _by_hypothesis(attempt: Callable[[bytes], None], seeds: tuple[bytes, ...], count: int, number: int) -> int:
    tried = 0
    change = st.tuples(st.integers(0, 10_000), st.integers(0, 8), st.binary(max_size=8))
    almost = st.builds(_changed, st.sampled_from(seeds), st.lists(change, min_size=1, max_size=4))

    @seed(number)
    @settings(
        max_examples=count,
        deadline=None,
        database=None,
        phases=[Phase.generate, Phase.shrink],
        suppress_health_check=list(HealthCheck),
    )
    @given(inputs | almost)
    def run(data: bytes) -> None:
        nonlocal tried
        tried += 1
        is_well = False
        try:
            attempt(data)
            is_well = True
        finally:
            if not is_well:
                print(f"input {base64.b64encode(data).decode()}", file=sys.stderr)  # noqa: T201 - what the caller reads

    run()
    return tried


def main() -> None:
    """Runs what the arguments say."""
    name, index, engine, *options = sys.argv[1:]
    if engine == "hypothesis":
        from eval.trust.fuzz_targets import targets

        target = targets()[name]
        tried = _by_hypothesis(
            lambda data: target.attempt(data, Path(index)), target.seeds, int(options[0]), int(options[1])
        )
        print(f"Done {tried} runs")  # noqa: T201
        return
    import atheris

    from eval.trust import fuzz_modules

    # The modules are instrumented as they are imported, so nothing may have imported them before.
    with atheris.instrument_imports(include=list(fuzz_modules.MODULES[name])):
        from eval.trust.fuzz_targets import targets
    target = targets()[name]
    folder = Path(options[0])
    for number, data in enumerate(target.seeds):
        (folder / f"seed{number}").write_bytes(data)
    atheris.Setup([sys.argv[0], str(folder), *options[1:]], lambda data: target.attempt(bytes(data), Path(index)))
    sys.stdout.flush()
    atheris.Fuzz()
    os._exit(0)


if __name__ == "__main__":
    main()
