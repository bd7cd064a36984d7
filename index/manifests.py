"""Which manifest speaks for a file, however the file was named.

In: files, and the folder that an ingest was pointed at. Out: the corpus's manifest and the file's entry in
it. Manifests are read once each. Which files are looked at is decided in `index.sources`.
"""

import os
from dataclasses import replace
from pathlib import Path

from corpus.catalog import CorpusManifest, ManifestEntry, read_manifest
from corpus.errors import PinpointError


class Manifests:
    """The manifests of the folders that were asked about so far."""

    def __init__(self) -> None:
        self._read: dict[Path, CorpusManifest | None] = {}
        self._entries: dict[Path, dict[Path, ManifestEntry]] = {}

    def find(self, file: Path, top: Path) -> tuple[CorpusManifest | None, ManifestEntry | None]:
        """The nearest manifest above `file` that lists it, with its entry; else the nearest one and None.

        Both paths are absolute. The search goes on above `top`, the folder that was ingested, so that a file
        has one description whichever folder it is ingested with. Raises PinpointError for a manifest at
        `top` or below that is wrong; one further up is another's affair and is passed over.
        """
        # Unlike `resolve`, it takes links that go round in a circle.
        resolved = Path(os.path.realpath(file))
        nearest: CorpusManifest | None = None
        # A link's own place comes first: a manifest may list it there.
        for folder in dict.fromkeys((*file.parents, *resolved.parents)):
            manifest = self.of_folder(folder, is_required=folder.is_relative_to(top))
            if manifest is None:
                continue
            entry = self._entries[folder].get(resolved)
            if entry:
                return manifest, replace(entry, path=resolved)
            nearest = nearest or manifest
        return nearest, None

    def of_folder(self, folder: Path, *, is_required: bool = True) -> CorpusManifest | None:
        """The manifest that lies in `folder`, if any; a wrong one is an error only where it is required."""
        if folder not in self._read:
            try:
                manifest = read_manifest(folder)
            except PinpointError:
                if is_required:
                    raise
                manifest = None
            self._read[folder] = manifest
            self._entries[folder] = {entry.path.resolve(): entry for entry in manifest.entries} if manifest else {}
        return self._read[folder]

    def termbases(self) -> set[Path]:
        """The termbase files that the manifests name."""
        return {manifest.termbase for manifest in self._read.values() if manifest and manifest.termbase}
