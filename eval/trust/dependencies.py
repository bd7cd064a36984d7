"""What an installation brings: each package pinned, under a licence that it may have, and on record.

In: the packages that are installed here. Out: a tally, and `docs/dependencies.tsv` when run as a command. Whether a
package has a known vulnerability is asked of a database elsewhere: `make audit`.
"""

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import astuple, dataclass, fields
from importlib.metadata import Distribution, distribution
from pathlib import Path

from packaging.markers import default_environment
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from eval.trust.tally import Drill, Tally

_ROOT = Path(__file__).parent.parent.parent
RECORD = _ROOT / "docs" / "dependencies.tsv"
CONSTRAINTS = _ROOT / "constraints.txt"
_FORBIDDEN = re.compile(r"(?<!L)(?<!Lesser )\bA?GPL|(?<!Lesser )GNU (?:Affero )?General Public", re.IGNORECASE)
_LONGEST_LICENCE = 60
"""Characters: some packages have the whole text there."""


@dataclass(frozen=True, slots=True)
class Dependency:
    """A package of the default installation."""

    name: str
    version: str
    licence: str
    """As the package says itself."""
    needed_by: str


def dependencies(name: str = "pinpoint") -> list[Dependency]:
    """Every package that an installation of `name` without extras needs here, by name."""
    found: dict[str, Dependency] = {}
    waiting = [(requirement, name) for requirement in _requirements(distribution(name), frozenset())]
    while waiting:
        requirement, by = waiting.pop()
        known = canonicalize_name(requirement.name)
        installed = distribution(requirement.name)
        key = f"{known}[{','.join(sorted(requirement.extras))}]" if requirement.extras else known
        if key in found:
            continue
        found[key] = Dependency(known, installed.version.partition("+")[0], _licence(installed), by)
        waiting += [(each, known) for each in _requirements(installed, frozenset(requirement.extras))]
    return sorted({item.name: item for item in found.values()}.values(), key=lambda item: item.name)


def _requirements(installed: Distribution, extras: frozenset[str]) -> Iterator[Requirement]:
    environment = {key: str(value) for key, value in default_environment().items()}
    for line in installed.requires or ():
        requirement = Requirement(line)
        marker = requirement.marker
        if marker is None or any(marker.evaluate(environment | {"extra": extra}) for extra in ("", *extras)):
            yield requirement


def _licence(installed: Distribution) -> str:
    def said(field: str) -> list[str]:
        return installed.metadata.get_all(field) or []

    classified = [line.rpartition(" :: ")[2] for line in said("Classifier") if line.startswith("License ::")]
    licence = ", ".join(said("License-Expression") or classified or said("License")) or "not said"
    return " ".join(licence.split())[:_LONGEST_LICENCE]


def pinned_versions() -> dict[str, str]:
    """The exact versions that `make install` takes, by package."""
    lines = CONSTRAINTS.read_text(encoding="utf-8").splitlines()
    pins = (line.split("==") for line in lines if line and not line.startswith("#"))
    return {canonicalize_name(name): version for name, version in pins}


def write_record() -> None:
    """Writes `docs/dependencies.tsv`."""
    with RECORD.open("w", encoding="utf-8", newline="") as file:
        file.write(_as_table(dependencies()))


def _as_table(items: list[Dependency]) -> str:
    written = io.StringIO()
    table = csv.writer(written, delimiter="\t", lineterminator="\n")
    table.writerow(field.name for field in fields(Dependency))
    table.writerows(astuple(item) for item in items)
    return written.getvalue()


def check_dependencies() -> Tally:
    """Loses a package that is not the pinned version, is under the GPL or AGPL, or is not on record."""
    pins = pinned_versions()
    recorded = RECORD.read_text(encoding="utf-8").splitlines()
    losses, items = [], dependencies()
    for item in items:
        if pins.get(item.name) != item.version:
            losses.append(f"{item.name} {item.version} is installed, {pins.get(item.name, 'nothing')} is pinned")
        elif _FORBIDDEN.search(item.licence):
            losses.append(f"{item.name} is under {item.licence}")
        elif f"{item.name}\t{item.version}\t{item.licence}" not in (line.rpartition("\t")[0] for line in recorded):
            losses.append(f"{item.name} is not on record so: run python -m eval.trust.dependencies")
    return Tally("packages as pinned, none under GPL or AGPL", len(items), tuple(losses))


def run_dependencies(_workspace: Path, _is_short: bool) -> list[Tally]:
    """The same however short: it takes a second."""
    return [check_dependencies()]


DRILL = Drill("dependencies", run_dependencies)

if __name__ == "__main__":
    write_record()
