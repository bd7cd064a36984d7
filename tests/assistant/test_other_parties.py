"""A subject that no country list knows: what the documents say of a state is not told of it."""

import pytest

from assistant.answering import Assistant
from assistant.library import Library
from index.build import ingest
from index.sources import Source
from index.store import read_index


@pytest.mark.parametrize(
    "question",
    [
        "When did Ruritania ratify the CTBT?",
        "when did ruritania ratify the ctbt?",
        "In what year was the CTBT ratified by Czechoslovakia?",
        "Flanders's ratification of the CTBT: what date?",
        "When did NATO ratify the CTBT?",
        "When did Bavaria conclude the Additional Protocol?",
        "When did Lindqvist AB conclude an Additional Protocol?",
        "When did Dr Smith chair the Nuclear Suppliers Group?",
        "How many reactors does Flanders have?",
        "Quand la Ruritanie a-t-elle ratifié le TICE ?",
        "Combien de réacteurs la Wallonie exploite-t-elle ?",
        "¿Cuándo ratificó Ruritania el TPCE?",
        "¿Cuándo firmó Escocia el Protocolo Adicional?",
        "Когда Валлония заключила Дополнительный протокол?",
        "متى صادقت روريتانيا على معاهدة الحظر الشامل للتجارب النووية؟",
        "南斯拉夫何时批准了《全面禁止核试验条约》？",
        "那不勒斯何时批准了《全面禁止核试验条约》？",
        "北约何时批准了《全面禁止核试验条约》？",
        "佛兰德有几座反应堆？",
    ],
)
def test_what_is_said_of_a_state_is_not_told_of_somebody_else(assistant, question):
    answer = assistant.ask(question)
    assert answer.status == "not_found"
    assert answer.nearest


@pytest.mark.parametrize(
    "question",
    [
        "When did Belgium's Parliament ratify the CTBT?",
        "When did the Belgians ratify the CTBT?",
        # Nobody else is named: an institution, a capital, a pronoun.
        "When did Parliament ratify the CTBT?",
        "When did the Government ratify the CTBT?",
        "When did Brussels ratify the CTBT?",
        "Quand le Parlement a-t-il ratifié le TICE ?",
        "¿Cuándo ratificó el Gobierno el TPCE?",
        "Когда Бельгия ратифицировала ДВЗЯИ?",
        "متى صدقت بلجيكا على معاهدة الحظر الشامل للتجارب النووية؟",
        "政府何时批准了《全面禁止核试验条约》？",
        "该国何时批准了《全面禁止核试验条约》？",
        "On what Date was the CTBT ratified?",
    ],
)
def test_what_is_said_of_a_state_is_told_of_it_and_of_those_who_act_for_it(assistant, question):
    assert assistant.ask(question).value.normalized == "1999-06-29"


@pytest.fixture(scope="module")
def merger(tmp_path_factory, encoder):
    """Answers from an agreement between companies."""
    folder = tmp_path_factory.mktemp("merger")
    (folder / "agreement.txt").write_text(
        "Framework Agreement between Contoso and Northwind Traders\n\n"
        "1. Contoso signed the framework agreement on 3 May 2021. Ms. Anna Keller signed it in Hamburg.\n\n"
        "2. Northwind Traders withdrew from the joint venture agreement on 30 June 2022.\n\n"
        "3. The warehouse in Rotterdam holds grain and is inspected twice a year by the harbour authority.\n\n"
        "4. Invoices are paid within thirty days of delivery; interest of 5 per cent is due afterwards.\n\n"
        "5. Disputes are settled by arbitration in Vienna under the rules of the chamber of commerce.\n",
        encoding="utf-8",
    )
    index = folder / "index"
    ingest([Source(folder / "agreement.txt", "merger")], index, encoder)
    return Assistant(Library(read_index(index), encoder))


@pytest.mark.parametrize(
    ("question", "date"),
    [
        ("When did Contoso sign the framework agreement?", "2021-05-03"),
        ("When did Contoso Ltd sign the framework agreement?", "2021-05-03"),
        ("When did Mrs. Keller sign the framework agreement?", "2021-05-03"),
        ("When did Northwind Traders Inc. withdraw from the Joint Venture Agreement?", "2022-06-30"),
        ("In what Year was the Framework Agreement Signed?", "2021"),
    ],
)
def test_companies_and_people_are_known_by_any_part_of_their_names(merger, question, date):
    assert merger.ask(question).value.normalized == date


@pytest.mark.parametrize("question", ["When did Fabrikam sign the framework agreement?", "When did Mr. Olsen sign it?"])
def test_a_company_or_person_that_the_agreement_does_not_name_gets_no_date(merger, question):
    assert merger.ask(question).status == "not_found"
