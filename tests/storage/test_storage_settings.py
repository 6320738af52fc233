"""A person's settings: read with every fault named, written with every comment kept."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vsmap.commands import COMMANDS
from vsmap.keymap import breaches
from vsmap.model.calendar import Calendar
from vsmap.model.settings import PANELS, THEMES, Look, Settings
from vsmap.storage.save import SaveError
from vsmap.storage.settings import read_settings, settings_text, write_settings
from vsmap.storage.state import settings_path

_FAULTY = """\
# how I like it
theme = "vsmap-drak"
glyfs = "ascii"
view = "map"
panels = ["flow", "wast"]

[calendar]
hours_per_day = 30

[keys]
add_afer = ["z"]
add_after = ["b"]
save = ["ctrl+i", "f12"]
connect = "c"
undo = ["f9"]
"""


def _written(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "settings.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_without_a_file_all_is_as_it_comes(tmp_path: Path) -> None:
    """Nobody needs settings, and an empty file is none."""
    assert read_settings(tmp_path / "none.toml") == (Settings(), ())
    assert read_settings(_written(tmp_path, "")) == (Settings(), ())


def test_every_fault_is_named_and_the_rest_is_in_force(tmp_path: Path) -> None:
    """Each fault has its line and the nearest word; what is right counts."""
    path = _written(tmp_path, _FAULTY)
    settings, faults = read_settings(path)
    said = [str(fault).removeprefix(f"{path}:") for fault in faults]
    assert [fault.line for fault in faults] == [2, 3, 5, 8, 11, 12, 13, 14]
    for fault, expected in zip(
        said,
        (
            'theme: found "vsmap-drak"; did you mean vsmap-dark?',
            "did you mean glyphs?",
            'panels: found "wast"; did you mean waste?',
            "calendar.hours_per_day: found 30",
            "did you mean add_after?",
            'keys.add_after: found "b"; add_branch has it',
            'keys.save: found "ctrl+i"; to a terminal it is Tab',
            "keys.connect: found",
        ),
        strict=True,
    ):
        assert expected in fault
    assert settings == Settings(look=Look(view="map"), keys={"undo": ("f9",)})


@pytest.mark.parametrize("text", ["theme = ", "= 1", "\x00", "[keys\n", 'theme = "nord"\ntheme = "nord"'])
def test_what_is_not_toml_is_one_fault(tmp_path: Path, text: str) -> None:
    """The editor still starts, as if there were no settings."""
    settings, faults = read_settings(_written(tmp_path, text))
    assert settings == Settings()
    assert len(faults) == 1
    assert faults[0].line


def test_a_directory_in_place_of_the_file_is_a_fault(tmp_path: Path) -> None:
    """Whatever stands there, reading it never raises."""
    path = tmp_path / "settings.toml"
    path.mkdir()
    settings, (fault,) = read_settings(path)
    assert settings == Settings()
    assert "a directory" in str(fault)


_LOOKS = st.builds(
    Look,
    theme=st.sampled_from(THEMES),
    glyphs=st.sampled_from(("auto", "unicode", "ascii")),
    view=st.sampled_from(("both", "map", "table")),
    detail=st.sampled_from(("fit", "chip", "box", "data")),
    panels=st.lists(st.sampled_from(PANELS), unique=True).map(tuple),
)
_KEYS = st.dictionaries(
    st.sampled_from(tuple(COMMANDS)),
    st.lists(st.sampled_from(("f9", "f11", "f10", "insert", "ctrl+x")), max_size=2, unique=True).map(tuple),
    max_size=2,
)


@given(
    st.builds(
        Settings,
        look=_LOOKS,
        calendar=st.builds(
            Calendar, hours_per_day=st.integers(1, 24), days_per_week=st.sampled_from((5, 4.5, 7))
        ),
        keys=_KEYS,
    )
)
def test_what_is_written_is_read_back(tmp_path_factory: pytest.TempPathFactory, settings: Settings) -> None:
    """Any settings come back as they were."""
    if any(breaches(settings.keys)):
        return
    path = _written(tmp_path_factory.mktemp("settings"), settings_text(settings))
    assert read_settings(path) == (settings, ())


def test_comments_stay_when_settings_are_written(tmp_path: Path) -> None:
    """What a person wrote into the file is theirs; the directory is made when it is needed."""
    path = tmp_path / "new" / "settings.toml"
    write_settings(path, Settings(keys={"undo": ("f9",)}))
    path.write_text("# mine\n" + path.read_text("utf-8") + "# the end\n", encoding="utf-8")
    write_settings(path, Settings(Look(theme="nord"), keys={"undo": ("f9",)}))
    assert path.read_text("utf-8") == 'theme = "nord"\n\n# mine\n[keys]\nundo = ["f9"]\n\n# the end\n'


def test_a_faulty_file_is_never_written_over(tmp_path: Path) -> None:
    """What could not be read would be lost: the fault is to be mended first."""
    path = _written(tmp_path, _FAULTY)
    with pytest.raises(SaveError, match="mend what is wrong with it first"):
        write_settings(path, Settings())
    assert path.read_text("utf-8") == _FAULTY


def test_where_settings_are(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In the directory that VSMAP_CONFIG names, else in the platform's own."""
    monkeypatch.setenv("VSMAP_CONFIG", str(tmp_path / "mine"))
    assert settings_path() == tmp_path / "mine" / "settings.toml"
    monkeypatch.delenv("VSMAP_CONFIG")
    assert settings_path().parent.name == "vsmap"
    assert tmp_path in settings_path().parents
