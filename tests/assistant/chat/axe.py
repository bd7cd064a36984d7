"""axe-core in a page: what it finds wrong in our own parts, in light and dark, on a desktop and a phone."""

from pathlib import Path

import pytest

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
                self.page.evaluate("document.body.classList.add('dark')")
                self._run(f"{state}, {name}, dark", _CONTRAST)
                self.page.evaluate("document.body.classList.remove('dark')")

    def _run(self, state, options):
        for rule, target, reason in self.page.evaluate(_RUN, options):
            self.problems.setdefault((rule, target, reason), state)

    def report(self):
        return [f"{state}: {rule} at {target}: {reason}" for (rule, target, reason), state in self.problems.items()]
