"""A question that leans on earlier ones, made to stand alone: "And France?" → "When did France ratify the CTBT?".

In: a question and the earlier questions of its conversation, as they were really asked. Out: an `Interpretation`.
Nothing is invented: without a model an earlier question is taken over with its country, year or treaty exchanged for
the new one, or what it named is put behind the new question in parentheses. A model may put it better; what it
writes is taken only where it names nothing that the questions do not. A question that is complete stays as it is.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.conversation.follow_up_names import Named, find_named, fitting_question, name_in, with_exchanged
from assistant.conversation.follow_up_rewriting import rewritten
from assistant.conversation.follow_up_words import FOLLOW_UP_WORDS, FollowUpWords
from assistant.questions.question_words import question_kind
from corpus.language import detect_language
from index.lexicon import Lexicon

if TYPE_CHECKING:
    from assistant.generation.chat_model import ChatModel

LOOKED_BACK = 4
"""Earlier questions that a new one may lean on: people come back to what they asked a few turns ago, not to more."""
_LONGEST_FOLLOW_UP = 120
"""Characters: a longer question stands alone."""
_MOST_ABOUT_WORDS = 6
_MARKS = re.compile(r"[¿¡?？؟!！.。…]+")
_WRITTEN_FORM = re.compile(r"[\u3400-\u9fff]|[а-яё]|[\u0600-\u06ff]", re.IGNORECASE)
_CAPITALISED = re.compile(r"(?<=[a-zà-ÿа-яё,] )[A-ZÀ-ÞА-Я][\w-]+")
_CLAUSE = re.compile(r"[,，；]|\b(?:and|or|that|if|but|et|que|si|y|o|и|что|если)\b")


_MERGING = frozenset({"en", "fr", "es", "ru", "ar"})
"""Languages that put the question word first."""
_YES_OR_NO = {"ru": re.compile(r" ли\b"), "ar": re.compile(r"^(?:هل|أ)\s*")}
"""The words of a yes-or-no question that another question word replaces."""


@dataclass(frozen=True, slots=True)
class Interpretation:
    """A question as it is really asked."""

    text: str
    """Stands alone."""
    asking: str
    """The words that say what kind of answer is wanted: the question as typed where context was put behind it."""
    language: str | None
    """The language that the reader writes in, where it need not be that of `text`; None where it is."""


def interpret(
    question: str, earlier: Sequence[str], lexicon: Lexicon, model: "ChatModel | None" = None
) -> Interpretation:
    """The question that stands alone; `question` itself where it already does.

    `earlier`: questions of the same conversation, the last one last. Examples, after "When did Belgium ratify the
    CTBT?": "And France?" → "When did France ratify the CTBT?"; "Why?" → "Why? (When did Belgium ratify the CTBT?)".
    """
    typed = " ".join(question.split())
    as_typed = Interpretation(question, question, None)
    recent = [" ".join(text.split()) for text in earlier[-LOOKED_BACK:]]
    if not recent or len(typed) > _LONGEST_FOLLOW_UP or not any(map(str.isalnum, typed)):
        return as_typed
    resolved = _exchange(typed, recent, lexicon) or _put_behind(typed, recent, lexicon)
    if resolved is None:
        return as_typed
    language = resolved.language or detect_language(typed)
    written = rewritten(typed, recent, language, lexicon, model) if model else None
    return Interpretation(written, written, language) if written else resolved


def _exchange(typed: str, recent: Sequence[str], lexicon: Lexicon) -> Interpretation | None:
    """A follow-up that only names something: an earlier question with that in the place of its like."""
    for language in _likely_languages(typed, recent[-1]):
        words = FOLLOW_UP_WORDS[language]
        rest = _without_opening(typed, words)
        named = find_named(rest, language, lexicon)
        plain = _blanked(rest, named).lower()
        is_open = rest != typed.lstrip("¿¡ ") or bool(words.about.search(typed.lower()))
        asking = words.asking.findall(plain)
        left = words.empty.sub(" ", words.asking.sub(" ", words.about.sub(" ", plain)))
        if not named or any(map(str.isalnum, left)) or not (is_open or "?" in typed or "？" in typed or "؟" in typed):
            continue
        if asking and (not is_open or words.whole.search(plain)):
            continue
        if (
            not is_open
            and len({item.group for item in named}) > 1
            and question_kind(typed.lower(), language) == "yes_no"
        ):
            continue  # "Is Belgium in the PSI?" asks about both.
        reader = language if is_open or _script(typed) != _script(recent[-1]) else detect_language(recent[-1])
        base, base_language = fitting_question(named, recent, lexicon)
        exchanged = with_exchanged(base, base_language, rest, named, language, lexicon)
        if asking and question_kind(plain, language) != question_kind(exchanged.lower(), base_language):
            return Interpretation(f"{typed} ({_MARKS.sub('', exchanged).strip()})", typed, reader)
        return Interpretation(exchanged, exchanged, reader)
    return None


def _put_behind(typed: str, recent: Sequence[str], lexicon: Lexicon) -> Interpretation | None:
    """A follow-up that asks something else about what was named: the same words, and what they lean on behind them."""
    language = detect_language(typed)
    if language not in FOLLOW_UP_WORDS or (len(typed.split()) <= 2 and _script(typed) == _script(recent[-1])):
        language = detect_language(recent[-1])
    words = FOLLOW_UP_WORDS.get(language)
    if words is None:
        return None
    rest = _without_opening(typed, words)
    plain = rest.lower()
    named = find_named(rest, language, lexicon)
    left = words.empty.sub(" ", words.asking.sub(" ", words.about.sub(" ", _MARKS.sub(" ", plain))))
    last = _MARKS.sub("", recent[-1]).strip()
    asked = words.asking.search(plain)
    if not named and asked and not any(map(str.isalnum, left)):
        merged = _merged(asked.group(), recent[-1], language, lexicon)
        return (
            Interpretation(merged, merged, language) if merged else Interpretation(f"{typed} ({last})", typed, language)
        )
    is_about = bool(words.about.search(typed.lower())) and not words.asking.search(words.about.sub(" ", plain))
    if is_about and len(left.split()) <= _MOST_ABOUT_WORDS and len(named) < 2:
        return Interpretation(f"{typed} ({last})", typed, language)
    event = words.event_of_thing.search(plain)
    inside = event.span() if event else (0, 0)
    says_nothing = all(
        concept.start < inside[1] and inside[0] < concept.end for concept in lexicon.find(rest, language)
    )
    group = _wanted_group(_MARKS.sub(" ", plain), rest, named, says_nothing, words)
    if group is None:
        return None
    antecedent = _antecedent(group, {item.group for item in named}, recent, language, lexicon)
    return Interpretation(f"{typed} ({antecedent or last})", typed, language)


def _merged(asking: str, last: str, language: str, lexicon: Lexicon) -> str | None:
    """A yes-or-no question with the question word in front: "When", "Did Belgium sign?" → "When did Belgium sign?"."""
    if (
        language not in _MERGING
        or detect_language(last) != language
        or question_kind(last.lower(), language) != "yes_no"
    ):
        return None
    start = last.lstrip("¿ ")
    statement = _YES_OR_NO[language].sub("", start) if language in _YES_OR_NO else start
    if not any(item.start == 0 for item in find_named(statement, language, lexicon)):
        statement = statement[:1].lower() + statement[1:]
    return f"{last[: len(last) - len(start)]}{asking[:1].upper()}{asking[1:]} {statement}"


def _wanted_group(
    plain: str, rest: str, named: Sequence[Named], says_nothing: bool, words: FollowUpWords
) -> str | None:
    """What a pronoun, "that country" or a missing subject stands for: "country", "thing", "any"; None without one."""
    for pattern, group in ((words.country, "country"), (words.thing, "thing")):
        match = pattern.search(plain)
        if match:
            return None if any(item.group == group and item.end <= match.start() for item in named) else group
    groups = {item.group for item in named}
    acted_on = words.objects.search(plain)
    if acted_on and not any(item.group == "thing" and item.end <= acted_on.end() for item in named):
        return None if _has_clause_before(rest, acted_on.start(), words) else "thing"
    match = words.pronoun.search(plain)
    if match and not acted_on and not _is_bound(rest, match.start(), named, words):
        if words.event_of_thing.search(plain) or "country" in groups:
            return "thing"
        return "country" if "thing" in groups else "any"
    if (
        words.no_subject is not None
        and says_nothing
        and words.no_subject.search(plain.strip())
        and not any(map(str.isupper, rest[1:]))
    ):
        return "thing" if words.event_of_thing.search(plain) else "any"
    return None


def _is_bound(rest: str, place: int, named: Sequence[Named], words: FollowUpWords) -> bool:
    """Whether a pronoun at `place` can mean something that the same question names in front of it."""
    if any(item.group in {"country", "thing"} and item.end <= place for item in named):
        return True
    return bool(_CAPITALISED.search(rest[:place])) or _has_clause_before(rest, place, words)


def _has_clause_before(rest: str, place: int, words: FollowUpWords) -> bool:
    """Whether another clause, which says something, stands in front: "When was the agency founded and where is it?"."""
    before = rest[:place].lower()
    has_content = any(map(str.isalnum, words.empty.sub(" ", words.asking.sub(" ", before))))
    return has_content and bool(_CLAUSE.search(before))


def _antecedent(group: str, own: set[str], recent: Sequence[str], language: str, lexicon: Lexicon) -> str | None:
    """What the last question that names such a thing calls it, in the reader's language where CLDR has it."""
    for text in reversed(recent):
        spoken = detect_language(text)
        named = [item for item in find_named(text, spoken, lexicon) if item.group in {"country", "thing"}]
        wanted = [item for item in named if item.group == group or (group == "any" and item.group not in own)]
        if wanted:
            chosen = wanted if group == "any" else wanted[-1:] if group == "thing" else wanted[:1]
            return ", ".join(name_in(language, item, text) for item in chosen)
    return None


def _without_opening(typed: str, words: FollowUpWords) -> str:
    """The question without "and", "what about" or "¿" at its beginning."""
    start = typed.lstrip("¿¡ ")
    match = words.opening.match(start.lower())
    return start[match.end() :] if match and match.end() < len(start) else start


def _blanked(text: str, named: Sequence[Named]) -> str:
    letters = list(_MARKS.sub(lambda match: " " * len(match.group()), text))
    for item in named:
        letters[item.start : item.end] = " " * (item.end - item.start)
    return "".join(letters)


def _likely_languages(typed: str, last: str) -> list[str]:
    """Languages that a question of a few words may be in: of its script, those whose opening it has first."""
    detected, before = detect_language(typed), detect_language(last)
    of_script = [language for language in FOLLOW_UP_WORDS if _script(typed) == _SCRIPTS[language]]
    start = typed.lstrip("¿¡ ").lower()

    def order(language: str) -> tuple[bool, bool, bool]:
        words = FOLLOW_UP_WORDS[language]
        is_open = bool(words.opening.match(start) or words.about.search(start))
        return (not is_open, language != before, language != detected)

    return sorted(of_script, key=order)


_SCRIPTS = {"en": "latin", "fr": "latin", "es": "latin", "ru": "cyrillic", "ar": "arabic", "zh": "han"}


def _script(text: str) -> str:
    match = _WRITTEN_FORM.search(text)
    if match is None:
        return "latin"
    letter = match.group()
    return "han" if letter >= "\u3400" else "arabic" if letter >= "\u0600" else "cyrillic"
