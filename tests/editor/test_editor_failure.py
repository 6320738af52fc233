"""An error that nobody foresaw: no traceback on the screen, no work lost."""

import os
import sys
from pathlib import Path

import pytest
from builders import stream
from driven import as_file, editor
from terminal_session import TerminalSession

from vsmap.screens import filing
from vsmap.storage.journal.shelf import left_work
from vsmap.storage.state import state_directory

BROKEN = """\
import sys
from vsmap.screens.navigation import Navigation

def broken(self):
    secret = "the customer's name"
    raise RuntimeError("out of the blue")

Navigation.action_find = broken
from vsmap.__main__ main
sys.argv = ["vsmap", "--sample", "lean-enterprise"]
sys.exit(main())
""".replace("__main__ main", "__main__ import main")


def test_unsaved_work_is_kept_and_nothing_is_thrown_at_the_user(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After an edit a command raises: the editor ends with 70, says where work and report are, and no more.

    Seen to fail without `QuietFailure`: Textual fills the screen with the source and the local variables.
    """
    script = tmp_path / "broken.py"
    script.write_text(BROKEN, encoding="utf-8")
    state = tmp_path / "state"
    environment = {"XDG_STATE_HOME": str(state), "PYTHONPATH": os.pathsep.join(sys.path)}
    command = [sys.executable, str(script)]
    with TerminalSession(command, columns=100, rows=30, environment=environment) as terminal:
        terminal.wait_for("Design approval")
        terminal.send("3", "d", "enter")
        terminal.wait_for("edited")
        terminal.send("/")
        terminal.wait_for("your unsaved work is kept: vsmap  brings it back")
        shown = "\n".join(terminal.screen())
        assert terminal.ended()
        assert terminal.exit_code == 70
    assert "an unforeseen error, RuntimeError" in shown
    assert "Traceback" not in shown
    assert "customer" not in shown
    monkeypatch.setenv("XDG_STATE_HOME", str(state))
    (kept,) = left_work()
    duration = kept.story.maps()[1].stages()[0].process_time
    assert duration is not None
    assert duration.text == "3d"
    (told,) = (state / "vsmap").glob("error-*.txt")
    report = told.read_text(encoding="utf-8")
    assert "out of the blue" in report
    assert "customer" not in report


async def test_a_worker_that_fails_is_a_message(monkeypatch: pytest.MonkeyPatch) -> None:
    """What goes wrong beside the interface is reported in a file and said; the map is there still, edited.

    Seen to fail without `QuietFailure._handle_exception`: the editor ends.
    """

    def broken(_path: Path) -> None:
        raise RuntimeError("out of the blue")

    monkeypatch.setattr(filing, "remember", broken)
    async with editor(as_file(stream("A 1d/1w"))) as run:
        await run.app.workers.wait_for_complete()
        await run.settle()
        (told,) = run.toasts()
        assert "an unforeseen error, RuntimeError" in told
        await run.type("3h")
        await run.press("enter")
        assert run.shows("edited")
    (report,) = state_directory().glob("error-*.txt")
    assert "out of the blue" in report.read_text(encoding="utf-8")
