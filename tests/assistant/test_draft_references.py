"""Where the references of a draft lead, one after the other."""

import pytest

from assistant.drafts.draft import read_draft
from assistant.drafts.draft_references import ReferenceFollower
from assistant.drafts.draft_text import read_draft_text
from corpus.readers.text import wrapped_lines
from corpus.source import SourceText

EU = "NPT/CONF.2020/PC.II/WP.6"


@pytest.fixture
def follow(library):
    def follow(text):
        draft = read_draft(
            read_draft_text(SourceText(text, wrapped_lines(text, paged=False)), is_markdown=True), library
        )
        follower = ReferenceFollower(library)
        return [
            [(item.kind, [paragraph.paragraph_id for paragraph in item.paragraphs]) for item in followed]
            for followed in (follower.follow(sentence.references) for sentence in draft.cited)
        ]

    return follow


def test_ibid_is_the_last_document_and_its_own_paragraph(follow):
    assert follow(f"One [{EU}, para. 20]. Two (ibid.). Three (ibid., para. 19). 四（同上，第21段）。Five (ibid.).") == [
        [("paragraph", ["eu-2018.p20"])],
        [("paragraph", ["eu-2018.p20"])],
        [("paragraph", ["eu-2018.p19"])],
        [("paragraph", ["eu-2018.p21"])],
        [("paragraph", ["eu-2018.p21"])],
    ]


def test_ibid_before_any_reference_leads_nowhere(follow):
    assert follow("One (ibid., para. 3).") == [[("missing_document", [])]]


def test_ibid_of_a_document_that_is_not_there_is_not_there_either(follow):
    assert follow("One [A/RES/99/999, para. 3]. Two (ibid., para. 4).") == [[("missing_document", [])]] * 2


def test_missing_paragraph_is_told_from_missing_document(follow):
    assert follow(f"One [{EU}, para. 99].") == [[("missing_paragraph", [])]]
    assert follow("One [Report by Belgium (2022), para. 99].") == [[("missing_paragraph", [])]]
    assert follow("One [A/RES/99/999, para. 3].") == [[("missing_document", [])]]
    assert follow("One [The Secretary-General’s study, para. 12].") == [[("missing_document", [])]]


def test_range_and_list_lead_to_all_their_paragraphs(follow):
    assert follow(f"One [{EU}, paras. 18–20]. Two [{EU}, para. 3; para. 5].") == [
        [("paragraph", ["eu-2018.p18", "eu-2018.p19", "eu-2018.p20"])],
        [("paragraph", ["eu-2018.p3", "eu-2018.p5"])],
    ]


def test_document_named_in_passing_counts_only_if_it_is_there(follow):
    ((document,), resolution) = follow(f"{EU} welcomes this.\n\nThe Council adopted S/RES/1540(2004).")
    assert document[0] == "document"
    assert resolution == []


def test_paragraph_in_brackets_belongs_to_the_document_that_the_sentence_names(follow):
    assert follow(f"As {EU} says (para. 5), it is so.") == [[("paragraph", ["eu-2018.p5"])]]
