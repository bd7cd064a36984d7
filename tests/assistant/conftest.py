"""A second corpus, unlike the bundled one: a resolution, a treaty, a judgment, a directive, minutes, a plan."""

import hashlib

import pytest

RESOLUTION = """A/RES/77/53

Fissile material

The General Assembly,

Recalling its earlier resolutions on this subject, which asked for a treaty,

Noting the report of the Secretary-General on the views of the Member States,

Welcoming the work of the group of experts that met in Geneva in two sessions,

1. Urges the Conference on Disarmament to agree on a programme of work that is balanced;

2. Requests the Secretary-General to do the following without any delay at all:

(a) To seek the views of Member States on a treaty and its possible aspects;

(b) To submit a report with those views to the General Assembly in time;

3. Decides to include the item in the provisional agenda of its next session.
"""
TREATY = """Agreement on the Two Lakes

Article 1

1. The Parties shall keep the water of both lakes as clean as they found it.

2. Nothing in this Agreement shall affect the rights of those who fish there.

Article 2

1. A Commission of the Lakes is established with its seat in the northern town.

2. The Commission shall meet once a year and shall report to both of the Parties.

Article 3

This Agreement shall enter into force when both Parties have ratified it in full.
"""
JUDGMENT = """Judgment of the Court

I. Facts

1. The applicant owns a mill on the river and has done so for thirty years now.

2. The respondent built a dam above the mill, and the wheel has stood still since.

II. Law

3. The Court must first decide whether the claim was brought in time by the applicant.

4. The Court finds that it was, since the dam was finished only in the last year.
"""
PLAN = """Plan of action

I. Introduction

1. The Conference adopts this plan so that all States know what they should do next.

2. Each State reports on what it has done at every meeting that follows this one.

II. Actions

Action 1: All States commit themselves to pursue policies in line with the Treaty.

Action 2: All States commit themselves to apply the principles of transparency.

Annex I

1. The secretariat prepares a form on which the States give their reports each year.

2. The form is no longer than four pages and is translated into all six languages.

Annex II

1. The costs of the meetings are shared by the States in the order of their means.

2. The scale of the shares is that of the United Nations, adjusted for membership.
"""
DIRECTIVE = """DIRECTIVE ON THE LABELS OF LAMPS

Whereas:

(1) Lamps use much of the electricity that the households of the Union pay for.

(2) Labels help the buyers of lamps to choose those that use the least of it.

Article 1

This Directive lays down rules on the labels of lamps that are sold in the Union.

Article 2

1. Member States shall see to it that every lamp that is sold bears a label.

2. The label shall state the use of electricity in kilowatt hours for each year.
"""
MINUTES = """Minutes

1. The meeting was opened at ten by the chair, who welcomed the new member states.

2. The budget of the year was adopted after a debate that lasted for some hours.
"""
RUSSIAN = """Рабочий документ

1. Канада считает, что прозрачность лежит в основе доверия между государствами.

2. Канада предлагает, чтобы все государства представляли доклады каждый год.
"""
FRENCH = """Document de travail

1. Le Canada estime que la transparence est le fondement de la confiance (A/RES/77/53).

2. Le Canada propose que tous les États présentent un rapport chaque année.
"""
_DOCUMENTS = [
    ("resolution", RESOLUTION, "en", "A/RES/77/53", "2022-12-07", "", "Fissile material: resolution 77/53 (2022)"),
    ("lakes", TREATY, "en", "", "1998-05-11", "", "Agreement on the Two Lakes"),
    ("mill", JUDGMENT, "en", "C-131/12", "2014-05-13", "", "Mill v. Dam, judgment of 13 May 2014"),
    ("plan", PLAN, "en", "NPT/CONF.2030/50 (Vol. I)", "2030-05-28", "", "Plan of action (2030)"),
    ("lamps", DIRECTIVE, "en", "2009/28/EC", "2009-04-23", "", "Directive 2009/28/EC on the labels of lamps"),
    ("minutes-4", MINUTES, "en", "", "2023-05-04", "", "2023-05-04"),
    ("minutes-11", MINUTES, "en", "", "2023-05-11", "", "2023-05-11"),
    ("canada-ru", RUSSIAN, "ru", "", "2019-04-29", "Канада", "Прозрачность: рабочий документ Канады"),
    (
        "canada-fr",
        FRENCH,
        "fr",
        "NPT/CONF.2030/WP.3/Rev.1",
        "2030-05-01",
        "Canada",
        "Transparence: document de travail",
    ),
]


@pytest.fixture(scope="session")
def other_catalogue(tmp_path_factory, encoder):
    """The second corpus, indexed; tests read it and never change it."""
    from assistant.library import Catalogue
    from index.build import ingest
    from index.sources import Source
    from index.store import read_index

    folder = tmp_path_factory.mktemp("other")
    corpus = folder / "corpus"
    corpus.mkdir()
    entries = ['name = "other"', 'titles = { en = "Other documents" }', 'licence = "Made for the tests."']
    for document_id, text, language, symbol, date, submitted_by, title in _DOCUMENTS:
        data = text.encode()
        (corpus / f"{document_id}.txt").write_bytes(data)
        entries += [
            "[[documents]]",
            f'id = "{document_id}"',
            f'file = "{document_id}.txt"',
            f'sha256 = "{hashlib.sha256(data).hexdigest()}"',
            f'language = "{language}"',
            f'date = "{date}"',
            f'titles = {{ {language} = "{title}" }}',
        ]
        entries += [f'symbol = "{symbol}"'] * bool(symbol)
        entries += [f'submitted_by = {{ {language} = "{submitted_by}" }}'] * bool(submitted_by)
    (corpus / "manifest.toml").write_text("\n".join(entries), encoding="utf-8")
    ingest([Source(corpus, None)], folder / "index", encoder)
    return Catalogue(read_index(folder / "index"))
