"""Questions drafted from documents: of any language, each with its quote, the same every time."""

from collections import Counter

import pytest

from assistant.library import Library
from assistant.questions.question import analyse_question
from eval.drafting import draft_questions
from eval.drafting_wording import GAP, GAP_QUESTIONS, NAME_QUESTIONS
from eval.question_files.jsonl import write_questions
from eval.question_files.reading import read_question_set
from eval.question_set import LOOKUP_KIND, QuoteFinder
from index.build import ingest
from index.sources import Source
from index.store import read_index

DOCUMENTS = {
    "geneva.txt": """\
Report of the Preparatory Group

1. The preparatory group assembled in the Palace of Nations in Geneva on 14 May 2021 under Finnish chairmanship.

2. Norway contributed $3 million to the dismantlement laboratory, following the example of resolution A/RES/67/53.

3. The Zangger secretariat inspected 480 centrifuges during its visit to the abandoned enrichment facility.

4. The Nuclear Suppliers Group (NSG) revised its guidelines on transfers of sensitive graphite technology.

5. It was so decided.

6. It met in 2019.

7. Delegates from Austria praised the moderator for her patience and humour during difficult consultations in 2017.

8. Delegates from Austria praised the moderator for her patience and humour during difficult consultations in 2018.
""",
    "paris.txt": """\
Rapport du groupe préparatoire

1. Le groupe préparatoire s'est réuni au château de Versailles le 3 février 2020 sous la présidence finlandaise.

2. La Norvège a versé 12 millions d'euros au laboratoire de démantèlement des ogives obsolètes.

3. Les ouvriers du chantier ont enlevé 640 tonnes de gravats radioactifs pendant l'hiver suivant.
""",
    "cairo.txt": """\
تقرير الفريق التحضيري

1. اجتمع الفريق التحضيري في قصر المؤتمرات بالقاهرة في 9 آذار/مارس 2016 برئاسة مندوب فنلندا الدائم.

2. ساهمت النرويج بمبلغ 5 ملايين دولار في مختبر تفكيك الرؤوس الحربية القديمة.
""",
    "berlin.txt": """\
Bericht der Vorbereitungsgruppe

1. Die Vorbereitungsgruppe versammelte sich am 14. Mai 2012 im Schloss Bellevue unter finnischem Vorsitz.

2. Seit 2009 lagern die Fässer mit schwach strahlendem Abraum in einem stillgelegten Bergwerk bei Salzgitter.
""",
}


@pytest.fixture(scope="module")
def small(tmp_path_factory, encoder):
    folder = tmp_path_factory.mktemp("drafted")
    for name, text in DOCUMENTS.items():
        (folder / name).write_text(text, encoding="utf-8")
    ingest([Source(folder, "small")], folder / "index", encoder)
    return Library(read_index(folder / "index"), encoder)


@pytest.fixture(scope="module")
def drafted(small):
    return draft_questions(small, 100)


def quotes_of(library):
    return QuoteFinder((library.document_of(paragraph), paragraph) for paragraph in library.retriever.paragraphs)


def test_values_are_asked_for_in_the_language_of_the_document(drafted):
    asked = {question.question: question for question in drafted if question.value}
    date = asked[
        "Which date fills the gap: “The preparatory group assembled in the Palace of Nations in Geneva on ____ under "
        "Finnish chairmanship.”?"
    ]
    assert (date.kind, date.value, date.answers, date.language) == ("date", "2021-05-14", ("14 May 2021",), "en")
    assert date.group == "geneva.txt"
    assert [(quote.file, quote.quote) for quote in date.relevant] == [
        (
            "geneva.txt",
            "The preparatory group assembled in the Palace of Nations in Geneva on 14 May 2021 under Finnish "
            "chairmanship.",
        )
    ]
    assert {(question.language, question.kind, question.value) for question in asked.values()} == {
        ("en", "date", "2021-05-14"),
        ("en", "money", "USD 3000000"),
        ("en", "number", "480"),
        ("fr", "date", "2020-02-03"),
        ("fr", "money", "EUR 12000000"),
        ("fr", "number", "640"),
        ("ar", "date", "2016-03-09"),
        ("ar", "money", "USD 5000000"),
        ("de", "year", "2009"),
    }


def test_the_value_is_taken_out_of_the_question(drafted):
    for question in drafted:
        if question.value:
            assert question.question.count(GAP) == 1
            assert question.answers[0] not in question.question
            assert question.answers[0] in question.relevant[0].quote


def test_no_value_is_asked_for_that_a_sentence_holds_only_half_of(drafted):
    """The German date is cut behind its day, as sentences end."""
    assert not [question for question in drafted if question.value and question.value.startswith("2012")]


def test_sentences_that_say_too_little_or_are_said_twice_are_left_out(drafted):
    assert not [question for question in drafted if question.value in {"2019", "2017", "2018"}]


def test_names_symbols_and_places_are_asked_for(drafted):
    others = {question.question: question for question in drafted if not question.value}
    assert others["What does “NSG” stand for?"].answers == ("Nuclear Suppliers Group",)
    assert others["What does “NSG” stand for?"].kind == "definition"
    assert "resolution A/RES/67/53" in others["A/RES/67/53"].relevant[0].quote
    assert others["A/RES/67/53"].kind == LOOKUP_KIND
    places = [question for question in others if "para. " in question or "par. " in question or "الفقرة" in question]
    assert places


def test_other_languages_are_asked_in_without_a_form(drafted):
    (question,) = [question for question in drafted if question.language == "de" and question.value]
    assert question.question == (
        "Seit ____ lagern die Fässer mit schwach strahlendem Abraum in einem stillgelegten Bergwerk bei Salzgitter?"
    )


def test_every_quote_stands_in_a_paragraph_of_its_file(small, drafted):
    quotes = quotes_of(small)
    assert all(quotes.relevant(question) for question in drafted)


def test_languages_take_turns(drafted):
    assert [question.language for question in drafted[:4]] == ["ar", "de", "en", "fr"]
    assert [question.question_id for question in drafted[:2]] == ["draft-001", "draft-002"]


def test_the_same_library_gives_the_same_questions(small, drafted):
    assert draft_questions(small, 100) == drafted
    fewer = draft_questions(small, 10)
    assert len(fewer) == 10
    assert len({question.question for question in fewer}) == 10


def test_lookups_are_a_fifth_at_most(small, library):
    for opened, count in ((small, 10), (library, 50)):
        kinds = Counter(question.kind for question in draft_questions(opened, count))
        assert kinds[LOOKUP_KIND] <= count / 5


def test_the_bundled_documents_give_a_hundred_questions_spread_over_them(library, tmp_path):
    questions = draft_questions(library, 100)
    assert len(questions) == 100
    groups = Counter(question.group for question in questions)
    assert len(groups) == 5
    assert max(groups.values()) - min(groups.values()) <= 10
    quotes = quotes_of(library)
    assert all(quotes.relevant(question) for question in questions)
    assert {"date", "year", "money", "number", "definition", LOOKUP_KIND} <= {question.kind for question in questions}
    write_questions(questions, tmp_path / "drafted.jsonl", is_drafted=True)
    question_set = read_question_set(tmp_path / "drafted.jsonl")
    assert question_set.is_drafted
    assert question_set.bad_rows == ()
    assert list(question_set.questions) == questions


@pytest.mark.parametrize("language", GAP_QUESTIONS)
def test_the_assistant_sees_what_each_form_asks_for(language):
    for kind, form in GAP_QUESTIONS[language].items():
        analysed = analyse_question(form.format(f"… {GAP} …"))
        assert (analysed.language, analysed.kind) == (language, kind)
    analysed = analyse_question(NAME_QUESTIONS[language].format("ABC"))
    assert (analysed.language, analysed.kind) == (language, "definition")


def test_nothing_is_drafted_where_nothing_can_be_asked(tmp_path, encoder):
    (tmp_path / "empty.txt").write_text("It was so decided.\n", encoding="utf-8")
    ingest([Source(tmp_path / "empty.txt", "empty")], tmp_path / "index", encoder)
    assert draft_questions(Library(read_index(tmp_path / "index"), encoder), 10) == []
