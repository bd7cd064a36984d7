"""What the installation brings, asked of the packages that are really installed."""

from eval.trust import dependencies as module
from eval.trust.dependencies import _FORBIDDEN, check_dependencies, dependencies


def test_every_package_is_pinned_recorded_and_under_a_licence_that_it_may_have():
    tally = check_dependencies()
    assert tally.losses == ()
    assert tally.tried > 100


def test_what_packages_need_in_turn_is_found_and_tools_for_tests_are_not():
    needed = {item.name: item.needed_by for item in dependencies()}
    assert needed["gradio"] == "pinpoint"
    assert "starlette" in needed
    assert "pytest" not in needed


def test_another_version_than_the_pinned_one_is_a_loss(tmp_path, monkeypatch):
    pins = module.CONSTRAINTS.read_text(encoding="utf-8")
    changed = tmp_path / "constraints.txt"
    changed.write_text("".join(line for line in pins.splitlines(keepends=True) if not line.startswith("gradio==")))
    monkeypatch.setattr(module, "CONSTRAINTS", changed)
    (loss,) = check_dependencies().losses
    assert loss.startswith("gradio ")
    assert "nothing is pinned" in loss


def test_the_gpl_is_told_from_the_lgpl():
    for licence in ("GPL-3.0-only", "AGPL-3.0-or-later", "GNU General Public License v3 (GPLv3)", "MIT AND GPL-2.0"):
        assert _FORBIDDEN.search(licence), licence
    for licence in ("LGPL", "LGPL-3.0", "GNU Lesser General Public License v3 (LGPLv3)", "MIT"):
        assert not _FORBIDDEN.search(licence), licence
