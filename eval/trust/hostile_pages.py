"""The page in a real browser, over documents that want to be obeyed: each room is used, and watched.

In: a running server over the documents of `eval.trust.hostile_payloads`. Out: what was obeyed, by place. Chromium tells
of every script that runs, every address that is asked for, every window and dialog that opens, and of every attempt
that only the content security policy stopped.
"""

import json
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Browser, Dialog, Page, sync_playwright

from eval.trust.hostile_payloads import CANARY, Payload
from eval.trust.tally import Tally

_FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
_MOST_MS = 60_000
_OFFENDERS = """() => {
  const bad = [];
  for (const element of document.querySelectorAll('.gradio-container *')) {
    for (const { name, value } of element.attributes) {
      if (/^on/i.test(name)) bad.push(`${element.tagName} ${name}`);
      if (/^(href|src|action|formaction|data|srcset|poster|xlink:href)$/i.test(name)
          && /^\\s*(javascript|data:text|https?:\\/\\/(?!127\\.0\\.0\\.1:PORT))/i.test(value)) {
        bad.push(`${name}=${value}`);
      }
    }
    if (/^(SCRIPT|OBJECT|EMBED|BASE|META|LINK|MATH|MARQUEE)$/.test(element.tagName)) bad.push(element.tagName);
    if (element.tagName === 'IFRAME' && element.sandbox.contains('allow-scripts')) bad.push('IFRAME with scripts');
  }
  return bad.slice(0, 5);
}"""


def chromium() -> str | None:
    """The system's browser."""
    return shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


@dataclass(slots=True)
class Watch:
    """What a page did that nobody asked of it, by the place where it did."""

    address: str
    place: str = ""
    told: dict[str, list[str]] = field(default_factory=dict)
    tried: dict[str, int] = field(default_factory=dict)

    def tell(self, what: str) -> None:
        """Writes it down."""
        self.told.setdefault(self.place, []).append(what)

    def on(self, page: Page) -> None:
        """Watches a page from now on."""
        page.set_default_timeout(_MOST_MS)
        page.on("dialog", lambda dialog: self._dismiss(dialog))
        page.on("popup", lambda popup: self.tell(f"a window of {popup.url}"))
        page.on("pageerror", lambda error: self.tell(f"an error: {error}"))
        page.on("console", lambda said: self.tell(f"said {said.text}") if said.type == "error" else None)
        page.on("request", lambda request: self._hear(request.url))
        page.on("framenavigated", lambda frame: self._hear(frame.url))

    def _dismiss(self, dialog: Dialog) -> None:
        self.tell(f"dialog {dialog.message}")
        dialog.dismiss()

    def _hear(self, url: str) -> None:
        if not url.startswith((self.address, "data:", "blob:", "about:")):
            self.tell(f"asked for {url}")

    def look(self, page: Page, place: str, payloads: int = 1) -> None:
        """Looks at what the page is now; `payloads` were shown at that place."""
        self.place = place
        self.tried[place] = self.tried.get(place, 0) + payloads
        for frame in page.frames:
            if frame.evaluate(f"() => window.{CANARY}") is not None:
                self.tell("a script ran")
        port = self.address.rpartition(":")[2]
        for offender in page.evaluate(_OFFENDERS.replace("PORT", port)):
            self.tell(f"{offender} stands in the page")

    def tallies(self) -> list[Tally]:
        """A line a place."""
        places = dict.fromkeys([*self.tried, *self.told])
        return [
            Tally(
                f"hostile text in {place}",
                max(self.tried.get(place, 0), 1),
                tuple(dict.fromkeys(self.told.get(place, ()))),
            )
            for place in places
        ]


@contextmanager
def open_browser(executable: str) -> Iterator[Browser]:
    """A browser that calls nobody."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=_FLAGS)
        yield browser
        browser.close()


def use_every_room(
    browser: Browser, address: str, payloads: Sequence[Payload], places: Sequence[str], workspace: Path
) -> list[Tally]:
    """Asks, reads, narrows, drops, looks up, checks, evaluates, says, and takes away.

    `places`: ids of the paragraphs that the payloads stand in.
    """
    watch = Watch(address)
    context = browser.new_context(accept_downloads=True)
    page = context.new_page()
    watch.on(page)
    for payload, place in zip(payloads, places, strict=True):
        _open(page, f"{address}/?paragraph={place}")
        page.locator("#reader [aria-current]").wait_for()
        watch.look(page, "the source reader")
        _ask(page, payload.question)
        watch.look(page, "answers and quotes")
        _ask(page, payload.text)
        watch.look(page, "questions")
    rooms: Sequence[tuple[str, Callable[[Page, Sequence[Payload], Path], None]]] = (
        ("what visitors say of answers", _say),
        ("exports", _take_away),
        ("the filter", _filter),
        ("the documents' table and its paragraphs", _look_through),
        ("files that are dropped", _drop),
        ("references", _look_up),
        ("drafts", _check),
        ("evaluations and their reports", _evaluate),
    )
    for place, use in rooms:
        watch.place = place
        use(page, payloads, workspace)
        watch.look(page, place, len(payloads))
    _open(page, f"{address}/")
    watch.look(page, "the shelf", len(payloads))
    page.goto(f"{address}/api")
    watch.look(page, "the documentation for programs")
    context.close()
    return watch.tallies()


def _open(page: Page, url: str) -> None:
    page.goto(url)
    page.locator(".masthead[data-visited]").wait_for()
    page.wait_for_timeout(300)


def _ask(page: Page, question: str) -> None:
    before = page.locator(".turn").count()
    box = page.locator("#question textarea")
    box.fill(question)
    box.press("Enter")
    page.locator(".turn").nth(before).wait_for()
    page.locator(".turn .searching").wait_for(state="detached")


def _say(page: Page, payloads: Sequence[Payload], _: Path) -> None:
    for payload in payloads[:5]:
        page.locator(".turn [data-say]").first.click()
        comment = page.locator(".turn form.comment input").first
        comment.fill(payload.text)
        comment.press("Enter")
        page.wait_for_timeout(200)


def _take_away(page: Page, _: Sequence[Payload], workspace: Path) -> None:
    for kind in ("word", "markdown"):
        with page.expect_download() as download:
            page.locator(f"[data-export={kind}]").click()
        download.value.save_as(workspace / f"taken-{kind}")


def _filter(page: Page, _: Sequence[Payload], __: Path) -> None:
    page.locator("[data-narrow]").click()
    boxes = page.locator("#filter-panel [data-group=documents] input[type=checkbox]")
    boxes.first.check()
    page.locator("#filter-line [data-group]").first.wait_for()


def _enter(page: Page, number: int) -> None:
    page.locator("#rooms > .tab-wrapper [role=tab]").nth(number).click()
    page.wait_for_timeout(300)


def _look_through(page: Page, payloads: Sequence[Payload], _: Path) -> None:
    _enter(page, 1)
    for number in range(min(len(payloads), 5)):
        page.locator("#shelf [data-action=look-through]").nth(number).click()
        page.locator("[data-action=list]").click()
    page.locator("#shelf [data-action=ask-remove]").first.wait_for(state="attached")


def _drop(page: Page, payloads: Sequence[Payload], _: Path) -> None:
    page.locator("#add-documents > button").first.click()
    names = [f"{payload.text[:60].replace('/', '∕')}.txt" for payload in payloads if "\x1b" not in payload.text][:5]
    files = [{"name": name, "mimeType": "text/plain", "buffer": b"1. It met.\n"} for name in names]
    page.locator("#files input[type=file]").set_input_files(files)  # type: ignore[arg-type]
    page.locator("#adding li, #adding tr, #adding p").first.wait_for()
    page.locator("#adding progress").wait_for(state="detached")


def _look_up(page: Page, payloads: Sequence[Payload], _: Path) -> None:
    _enter(page, 2)
    box = page.locator("#references-box textarea")
    box.fill("\n".join(f"report-{number}, para. 1 {' '.join(p.text.split())}" for number, p in enumerate(payloads)))
    page.locator("#references-box button").click()
    page.wait_for_function("document.getElementById('references-found').innerText.trim()")


def _check(page: Page, payloads: Sequence[Payload], _: Path) -> None:
    page.locator("#references-kinds [role=tab]").nth(1).click()
    draft = "\n\n".join(f"{payload.sentence} [Report {number}, para. 1]" for number, payload in enumerate(payloads))
    page.locator("#draft-box textarea").fill(draft)
    page.locator("#draft-check").click()
    page.locator("#draft-result h2").wait_for()


def _evaluate(page: Page, payloads: Sequence[Payload], _: Path) -> None:
    _enter(page, 3)
    asked = [{"question": f"{payload.text} {payload.question}", "answerable": False} for payload in payloads]
    rows = "\n".join(json.dumps(row) for row in asked)
    name = f"{payloads[0].text[:30].replace('/', '')}.jsonl"
    file = {"name": name, "mimeType": "text/plain", "buffer": rows.encode()}
    page.locator("#evaluation-new input[type=file]").set_input_files(file)  # type: ignore[arg-type]
    page.locator("#evaluation-new .evaluation-message").wait_for()
    page.locator("#evaluation-new .evaluation-main").click()
    page.locator("#evaluation-runs tbody tr").first.wait_for()
    page.locator("#evaluation-runs [data-event=open_report]").first.click()
    page.frame_locator("#evaluation-report iframe").locator("h1").wait_for()
    reviews = page.locator("[data-event=review]")
    if reviews.count():
        reviews.first.click()
        page.wait_for_timeout(500)
