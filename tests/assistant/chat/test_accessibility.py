"""No room has a barrier that axe-core finds, in any of its states, light or dark, on a desktop or a phone."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from eval.app.evaluations import AppEvaluations

_AXE = Path(__file__).parent / "node_modules" / "axe-core" / "axe.min.js"
_RULES = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
}
_CONTRAST = {"runOnly": {"type": "rule", "values": ["color-contrast"]}}
_RUN = """async (options) => {
  const found = await axe.run(document, {...options, resultTypes: ['violations']});
  return found.violations.filter(rule => ['serious', 'critical'].includes(rule.impact)).flatMap(rule =>
    rule.nodes.map(node => [rule.id, node.target.flat().join(' '), node.failureSummary.split('\\n')[1] ?? '']));
}"""
DESKTOP, PHONE = {"width": 1440, "height": 900}, {"width": 390, "height": 844}
BELGIUM = "Report by Belgium (2022)"
DRAFT = (
    f"Belgium ratified the CTBT on 29 June 1999 [{BELGIUM}, para. 18]. It did so on 6 June 1999 [ibid.].\n\n"
    "It is so [A/RES/99/999, para. 3]. Nothing is cited here."
)


class Inspection:
    """One visitor's page, looked at in one state after the other; `problems` is what was found."""

    def __init__(self, page):
        if not _AXE.exists():
            pytest.fail("axe-core is not installed: `make axe`, which needs npm.")
        self.page = page
        self.problems = {}
        page.evaluate(_AXE.read_text(encoding="utf-8"))

    def look(self, state, *, both_schemes=True):
        """Looks at the page as it is, on a desktop and a phone; in dark colours for contrast alone, where both."""
        for name, size in (("phone", PHONE), ("desktop", DESKTOP)):
            self.page.set_viewport_size(size)
            self._run(f"{state}, {name}", _RULES)
            if both_schemes:
                self._turn("add")
                self._run(f"{state}, {name}, dark", _CONTRAST)
                self._turn("remove")

    def _turn(self, change):
        self.page.evaluate("change => document.body.classList[change]('dark')", change)
        # Colours change over a moment.
        self.page.wait_for_timeout(400)

    def _run(self, state, options):
        for rule, target, reason in self.page.evaluate(_RUN, options):
            if rule == "label-content-name-mismatch" and ".upload-container" in target:
                # Gradio's box for files: "Click to upload or drop files" over "Drop File Here - or - Click to Upload".
                continue
            self.problems.setdefault((rule, target, reason), state)

    def report(self):
        return [f"{state}: {rule} at {target}: {reason}" for (rule, target, reason), state in self.problems.items()]


def choose(page, room):
    page.locator(f"#{room}-room-button").click()
    expect(page.locator(f"#{room}-room")).to_be_visible()


def look_at_asking(page, inspection, ask, **how):
    inspection.look("welcome", **how)
    ask(page, "When did Belgium ratify the CTBT?")
    expect(page.locator("#reader mark")).to_be_visible()
    inspection.look("answered", **how)
    ask(page, "Who painted the Mona Lisa?")
    page.locator("[data-narrow]").click()
    expect(page.locator("#filter-panel fieldset").first).to_be_visible()
    inspection.look("not found, with the filter open", **how)
    page.locator("[data-done]").click()


def look_at_documents(page, inspection, **how):
    choose(page, "documents")
    expect(page.locator("#shelf tbody tr").first).to_be_visible()
    inspection.look("documents", **how)
    page.locator("#add-documents button").first.click()
    expect(page.locator("#files")).to_be_visible()
    page.locator("#shelf [data-action=ask-remove]").first.click()
    expect(page.locator("#shelf .confirm")).to_be_visible()
    inspection.look("adding and removing documents", **how)
    page.locator("#shelf [data-action=keep]").click()
    page.locator("#shelf [data-action=look-through]").first.click()
    expect(page.locator("#shelf .cut-paragraph").first).to_be_visible()
    inspection.look("the paragraphs of a document", **how)


def look_at_references(page, inspection, **how):
    choose(page, "references")
    box = page.locator("#references-box textarea")
    box.fill(f"{BELGIUM}, para. 18\nNPT/CONF.2015/39\nS/RES/1540(2004)\nnothing like it")
    box.press("Enter")
    expect(page.locator("#references-found .reference")).to_have_count(4)
    inspection.look("references", **how)
    page.locator("#draft-part-button").click()
    page.locator("#draft-box textarea").fill(DRAFT)
    page.locator("#draft-check").click()
    expect(page.locator("#draft-result .claim")).to_have_count(3)
    # The pointer off the button, whose colours change under it.
    page.mouse.move(0, 0)
    page.wait_for_timeout(400)
    inspection.look("a checked draft", **how)


def test_no_room_has_a_serious_barrier(open_page, chat_url, ask):
    page = open_page(chat_url)
    inspection = Inspection(page)
    look_at_asking(page, inspection, ask)
    look_at_documents(page, inspection)
    look_at_references(page, inspection)
    assert not (found := inspection.report()), "\n".join(found)


def test_no_room_has_a_serious_barrier_in_chinese(open_page, chat_url, ask):
    page = open_page(chat_url, locale="zh-CN")
    inspection = Inspection(page)
    look_at_asking(page, inspection, ask, both_schemes=False)
    look_at_documents(page, inspection, both_schemes=False)
    look_at_references(page, inspection, both_schemes=False)
    assert not (found := inspection.report()), "\n".join(found)


def test_the_evaluation_room_and_a_report_have_no_serious_barrier(open_page, own_chat):
    url, _ = own_chat(evaluations=AppEvaluations)
    page = open_page(url)
    inspection = Inspection(page)
    choose(page, "evaluation")
    row = b'{"question": "When did Belgium ratify the CTBT?", "answerable": false}\n'
    file = {"name": "asked.jsonl", "mimeType": "application/octet-stream", "buffer": row}
    page.locator("#evaluation-new input[type=file]").set_input_files(file)
    expect(page.locator("#evaluation-new select[name=file]")).to_have_value("asked.jsonl")
    page.get_by_role("button", name="Start").click()
    expect(page.locator("#evaluation-runs tbody tr")).to_have_count(1)
    inspection.look("evaluation")
    page.locator("#evaluation-runs [data-event=open_report]").click()
    expect(page.frame_locator("#evaluation-report iframe").locator("h1")).to_be_visible()
    inspection.look("a report")
    assert not (found := inspection.report()), "\n".join(found)
