"""What territories are called in each language that CLDR has.

In: a language. Out: names with keys such as "territory:BE". The names are CLDR's (by Babel), with the
official and adjectival names that it lacks (`data/territories.tsv`) for the languages listed there.
"""

import csv
from pathlib import Path

from babel import Locale

from index.name_matching import fold

_TERRITORIES = Path(__file__).with_name("data") / "territories.tsv"
_NO_TERRITORIES = frozenset({"EU", "UN", "EZ", "ZZ", "QO", "XA", "XB"})
"""CLDR codes of organisations, pseudo-locales and unknown places."""
_LONGEST_ABBREVIATION = 6


def territory_names(locale: Locale) -> tuple[dict[str, str], dict[str, str]]:
    """Folded names, and abbreviations as written (US, UK, RPDC: "us" is an English word), each with its key."""
    words = {
        fold(name): f"territory:{code}"
        for code, name in locale.territories.items()
        if len(code) == 2 and code.isalpha() and code not in _NO_TERRITORIES
    }
    abbreviations: dict[str, str] = {}
    for code, names in _read_extra_names(locale.language):
        for name in names:
            if name.isupper() and len(name) <= _LONGEST_ABBREVIATION:
                abbreviations[name] = f"territory:{code}"
            else:
                words[fold(name)] = f"territory:{code}"
    if locale.language == "ar":
        # The article loses its first letter after the preposition ل: الصين, للصين.
        words |= {f"لل{name[2:]}": key for name, key in words.items() if name.startswith("ال")}
    return words, abbreviations


def _read_extra_names(language: str) -> list[tuple[str, list[str]]]:
    with _TERRITORIES.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    return [(row["code"], [name for name in row.get(language, "").split(" | ") if name]) for row in rows]
