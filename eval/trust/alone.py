"""What the page shows when nobody else asks: by that it is known what must be shown under load.

In: a server and questions. Out: `AloneAnswers`, and their tally. Only answers that were seen twice are in them.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from eval.trust.tally import Tally
from eval.trust.visitors import AskingFailedError, PageParts, Visitor, address_of

TURNS = 5
"""Questions before a visitor under load opens the page anew: at least so many different ones are needed."""
_LEAST_SHARE = 0.5
"""Of the questions, whose answer must not depend on what was asked before: only with those can a mix-up be seen."""


@dataclass(slots=True)
class AloneAnswers:
    """What the page shows for each question when one visitor asks, and the same again after another question."""

    asked: int
    shown: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """Without the questions that failed, and those whose answer depends on what was asked before."""
    failures: list[str] = field(default_factory=list)

    @property
    def are_enough(self) -> bool:
        """Whether there is enough to compare answers under load with."""
        return len(self.shown) >= max(self.asked * _LEAST_SHARE, TURNS)

    @property
    def figures(self) -> str:
        """How many are left."""
        return f"{len(self.shown)} of {self.asked} questions are answered alike alone and after another"

    def tally(self) -> Tally:
        """A loss is a question that is not answered, or that too few are left."""
        losses = [*self.failures] if self.are_enough else [*self.failures, f"only {self.figures}"]
        return Tally(
            "questions that somebody asks alone", self.asked + (not self.are_enough), tuple(losses), self.figures
        )


async def answers_alone(address: str, parts: PageParts, questions: Sequence[str]) -> AloneAnswers:
    """Asks each question in a new page, and in another one after another question."""
    alone = AloneAnswers(len(questions))
    # A visitor each: one who asked all of it as fast as this would be told to wait.
    for number, question in enumerate(questions):
        async with Visitor(address, parts, address_of(number)) as visitor:
            try:
                (shown,) = await visitor.ask(question)
            except AskingFailedError as error:
                alone.failures.append(f"{question!r}: {error}")
                continue
        # What is shown here is taken for the truth under load.
        if shown.problem or not shown.answer:
            alone.failures.append(f"{question!r} is not answered: {shown.problem or 'nothing is shown'}")
        else:
            alone.shown[question] = shown.answer
    for number, (before, question) in enumerate(zip([questions[-1], *questions], questions, strict=False)):
        if question not in alone.shown:
            continue
        async with Visitor(address, parts, address_of(number)) as visitor:
            await visitor.ask(before)
            *_, shown = await visitor.ask(question)
            if shown.answer != alone.shown[question]:
                del alone.shown[question]
    return alone
