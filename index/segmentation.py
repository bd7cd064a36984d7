"""Where the words of a Chinese sentence begin and end: the most probable of all ways to cut it.

In: a run of Han characters, what words cost, and stretches that may stand as one whatever the dictionary says (names,
terms). Out: the words. The longest match would cut 结合成分子 into 结合 | 成分 | 子; the least sum of costs is that of
结合 | 成 | 分子. Words that no list has come out as their characters.
"""

from collections.abc import Mapping

from index.glosses import UNKNOWN, Glosses

_LONGEST_WORD = 12


def cut_words(run: str, glosses: Glosses, stretches: Mapping[int, Mapping[int, float]] | None = None) -> list[int]:
    """The ends of the words of `run`, simplified Chinese, in order; the last is its length.

    `stretches` gives, for the place where one begins, the ends of further words with their costs.
    """
    best = [0.0, *[float("inf")] * len(run)]
    begins = [0] * (len(run) + 1)
    for start in range(len(run)):
        ends = dict((stretches or {}).get(start, {}))
        for end in range(start + 1, min(start + _LONGEST_WORD, len(run)) + 1):
            cost = glosses.cost(run[start:end])
            if cost is None and end == start + 1:
                cost = UNKNOWN
            if cost is not None:
                ends[end] = min(cost, ends.get(end, cost))
        for end, cost in ends.items():
            if best[start] + cost < best[end]:
                best[end], begins[end] = best[start] + cost, start
    cuts = [len(run)] if run else []
    while cuts and begins[cuts[-1]]:
        cuts.append(begins[cuts[-1]])
    return cuts[::-1]
