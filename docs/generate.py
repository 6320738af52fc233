"""Writes the pages of docs/ that would repeat a list of the code: `make docs`, or `--check` to compare."""

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from vsmap.commands import keys_page
from vsmap.model.calendar import Calendar
from vsmap.model.records import Flow, Improvement, Rework, Stage
from vsmap.model.rules import RULES, Rule
from vsmap.model.schema import FieldType, Spec, specs_of
from vsmap.model.settings import Look
from vsmap.model.stream import LISTS, SETTINGS
from vsmap.model.values import allowed_values, plain_value
from vsmap.storage.layout import literal
from vsmap.storage.samples import samples

DOCS: Final = Path(__file__).parent
_MADE: Final = "<!-- Made by docs/generate.py out of the code: change it there, then `make docs`. -->\n\n"
_KEYS: Final = "# Keys\n\nEvery command of the editor: its keys, its id, and what it does.\n\n"
_FORMAT: Final = """\
# The map file

A map is one TOML file (UTF-8, at most 16 MiB), named `NAME.vsm.toml` by convention. Everything has a
default: two tables `[stage.design]` and `[stage.deploy]` are a map. A file without a `flow` key is a straight
line in the order of the file; stages without any arrow are written `flow = []` before the first table.
`format = 1`, the first line of a file that vsmap wrote, is this format.

`vsmap check FILE` names every fault with its line, `vsmap fmt FILE` lays a file out and keeps every comment.

A duration is a text: `"30m"`, `"4h"`, `"2d"`, `"1.5w"`, `"3mo"`, `"2d 4h"`, `"1h30"`. `"~3d"` is an estimate,
`"2-5d"` a range, `"1d/2d/5d"` best, most likely and worst; `"?"` is unknown, `"n/a"` does not apply. Days and
weeks are those of the calendar. Where a key has no default, leaving it out means that nobody knows.

"""
_CHANGES: Final = """\

A change of an improvement is one of:

| keys | does |
|---|---|
| `stage`, `set = { … }` | sets figures of a stage |
| `stage`, `remove = true` | removes a stage; its predecessors then flow to its successors |
| `add = "id"`, `after = […]`, `before = […]`, `set = { … }` | adds a stage between others |
| `merge = ["a", "b"]`, `into = "a"`, `set = { … }` | merges stages into one of them |
| `flow = { from, to }`, with `set = { … }`, `add = true` or `remove = true` | changes a flow |
| `rework = { from, to }`, with the same | changes a rework |
"""
SCREEN_SIZES: Final = ((80, 24), (120, 40), (200, 60))
"""The windows that pictures are made of: the design size, a projector, and a large screen."""
_SCREENS: Final = """\
# Screens

Every sample in three windows, made from the real program by `make docs`: 80×24, where `m` shows map or
table; 120×40, where both stand beside the panels; and 200×60.

"""
_SETTINGS: Final = """\
# Settings

What you set for all maps is in `settings.toml`: on Linux in `~/.config/vsmap/`, on macOS in
`~/Library/Application Support/vsmap/`, or in the directory that `VSMAP_CONFIG` in the environment names. The
command `settings` of the editor edits it; your comments stay. A fault in it is named with its line when the
editor starts, and is as if it were not there; `vsmap keys` names them all too.

`NO_COLOR` in the environment takes every colour away, `vsmap --ascii` every character that is not ASCII.

"""
_OWN_KEYS: Final = """\

## `[keys]`

Your own keys, by the id of the command ([keys.md](keys.md)): a list for each, which takes the place of the
keys that the command comes with.

```toml
[keys]
step_up = ["f9", "]"]
quit = ["ctrl+x"]
```

A key is one character, or the name of a key (`f1` to `f12`, `home`, `pageup`, `delete`, `enter`, `space`, …),
or `ctrl+` and a letter. Two commands can't share a key; a digit always edits. Keys that terminals don't pass
on as what they are, such as `ctrl+i`, are refused by name.
"""
_HEADING: Final = ("key", "type", "allowed", "default", "meaning")
_FREE: Final = """\

## `[x]`

Anything of your own. vsmap keeps it whole and never reads it.
"""


def pages() -> dict[str, str]:
    """Return every made page by its name."""
    return {
        "keys.md": _MADE + _KEYS + keys_page(),
        "format.md": _MADE + _FORMAT + _format_page(),
        "screens.md": _MADE + _SCREENS + _screens_page(),
        "settings.md": _MADE + _SETTINGS + _settings_page(),
    }


def _screens_page() -> str:
    return "\n".join(
        f"## {sample.name}\n\n{sample.lesson}\n\n"
        + "".join(
            f"![{sample.name} in {columns}×{rows}](screens/{sample.name}-{columns}x{rows}.svg)\n\n"
            for columns, rows in SCREEN_SIZES
        )
        for sample in samples()
    )


def _settings_page() -> str:
    looks = _table(_HEADING, (_row(key, spec) for key, spec in specs_of(Look).items()))
    return f"{looks}\n{_section('[calendar]', Calendar)}{_OWN_KEYS}"


def _format_page() -> str:
    sections = [_section(f"[{table}]", record) for table, record in SETTINGS.items() if table != "thresholds"]
    sections += [
        _thresholds(),
        _section("[stage.ID]", Stage),
        _section("[[flow]]", Flow),
        _section("[[rework]]", Rework),
    ]
    sections += [_section(f"[[{table}]]", record) for table, record in LISTS.items()]
    return "\n".join([*sections, _section("[improvement.ID]", Improvement) + _CHANGES + _FREE])


def _section(header: str, record: type) -> str:
    rows = (_row(key, spec) for key, spec in specs_of(record).items())
    meaning = (record.__doc__ or "").partition(".")[0]
    return f"## `{header}`\n\n{meaning}.\n\n{_table(_HEADING, rows)}"


def _row(key: str, spec: Spec) -> tuple[str, ...]:
    kind = "stage id" if spec.type is FieldType.STAGE else spec.type.value
    allowed = "" if spec.type is FieldType.DURATION else allowed_values(spec).removeprefix("allowed: ")
    allowed += " (needed)" if spec.required else ""
    plain = plain_value(spec.default)
    default = "" if plain in (None, "", []) else f"`{literal(plain)}`"
    return (f"`{key}`", kind, allowed, default, spec.help)


def _thresholds() -> str:
    rows = (_threshold(rule) for rule in RULES.values() if rule.limits)
    head = "## `[thresholds]`\n\nThe limits of the waste rules that a map sets for itself.\n\n"
    return head + _table(("rule", "default", "unit", "fires when"), rows)


def _threshold(rule: Rule) -> tuple[str, ...]:
    limits = {key: plain_value(limit) for key, limit in rule.limits}
    default = literal(limits.get("", limits))
    return (f"`{rule.id}`", f"`{default}`", rule.unit, rule.meaning)


def _table(heading: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    return "".join(_table_lines(heading, rows))


def _table_lines(heading: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> Iterator[str]:
    yield f"| {' | '.join(heading)} |\n|{'---|' * len(heading)}\n"
    for row in rows:
        yield f"| {' | '.join(cell.replace('|', '&#124;') for cell in row)} |\n"


def main() -> int:
    """Write the pages; with --check write nothing, and return 1 where one is not current."""
    made = pages()
    stale = [name for name, text in made.items() if not _is_current(DOCS / name, text)]
    if "--check" in sys.argv[1:]:
        sys.stderr.writelines(f"docs/{name} is not current: make docs\n" for name in stale)
        return int(bool(stale))
    for name in stale:
        (DOCS / name).write_text(made[name], encoding="utf-8")
    return 0


def _is_current(path: Path, text: str) -> bool:
    return path.is_file() and path.read_text(encoding="utf-8") == text


if __name__ == "__main__":
    sys.exit(main())
