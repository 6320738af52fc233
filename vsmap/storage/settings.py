"""A person's settings: one TOML file in the platform's directory for such files."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from vsmap.commands import COMMANDS
from vsmap.keymap import breaches
from vsmap.model.calendar import Calendar
from vsmap.model.checks import calendar_breaches
from vsmap.model.schema import FieldType, Spec, specs_of
from vsmap.model.settings import Look, Settings
from vsmap.storage.comments import comments_of, laid_out, refs_of
from vsmap.storage.faults import Fault, FileFaults, Findings, TooManyFaultsError
from vsmap.storage.layout import Block, block
from vsmap.storage.plain import plain_tables
from vsmap.storage.positions import Positions
from vsmap.storage.records import Reading
from vsmap.storage.save import SaveError, reason_of, save
from vsmap.storage.source import decode, read_bytes, without_mark
from vsmap.storage.state import SETTINGS_FILE
from vsmap.storage.writer import plain_record

_TABLES: Final = ("calendar", "keys")
_KEYS: Final = Spec(type=FieldType.WORDS, help="Keys of a command")


def read_settings(path: Path) -> tuple[Settings, tuple[Fault, ...]]:
    """Read the settings with all that is wrong with them: what can't be read is as if it were not there."""
    if not path.exists():
        return Settings(), ()
    try:
        text = decode(read_bytes(path, str(path)), str(path))
        tables = plain_tables(text, str(path))
    except FileFaults as faults:
        return Settings(), faults.faults
    findings = Findings()
    settings = Settings()
    try:
        settings = _settings(tables, findings)
        findings.raise_all(str(path), Positions(text).line_of, stopped=False)
    except TooManyFaultsError:
        pass
    except FileFaults as faults:
        return settings, faults.faults
    return settings, ()


def _settings(tables: dict[str, Any], findings: Findings) -> Settings:
    reading = Reading(findings)
    specs = specs_of(Look)
    for key in tables:
        if key not in specs and key not in _TABLES:
            reading.unknown((key,), (*specs, *_TABLES))
    looks = {key: value for key, value in tables.items() if key in specs}
    look = reading.record(Look, looks, ()) or Look()
    return Settings(look, _calendar(tables, reading), _keys(tables, reading))


def _calendar(tables: dict[str, Any], reading: Reading) -> Calendar:
    calendar = reading.record(Calendar, tables.get("calendar", {}), ("calendar",)) or Calendar()
    for breach in calendar_breaches(calendar):
        reading.findings.add((*breach.record, breach.key), breach.found, breach.message)
        return Calendar()
    return calendar


def _keys(tables: dict[str, Any], reading: Reading) -> dict[str, tuple[str, ...]]:
    """Return a person's own keys; a command whose keys can't be had keeps those that it has."""
    own: dict[str, tuple[str, ...]] = {}
    for command, raw in (reading.table(tables.get("keys", {}), ("keys",)) or {}).items():
        path = ("keys", command)
        if command not in COMMANDS:
            reading.unknown(path, COMMANDS)
            continue
        keys = reading.value(_KEYS, raw, path)
        if isinstance(keys, tuple) and not reading.findings.touch(path):
            own[command] = keys
    for breach in breaches(own):
        reading.findings.add(("keys", breach.command), f'"{breach.key}"', breach.why)
    return {command: keys for command, keys in own.items() if not reading.findings.touch(("keys", command))}


def write_settings(path: Path, settings: Settings) -> None:
    """Write the settings, with the comments that a person wrote into the file.

    Raises SaveError, also where something is wrong with the file that is there: it would be lost.
    """
    faults = read_settings(path)[1]
    if faults:
        raise SaveError(path, f"mend what is wrong with it first: {faults[0]}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        old = decode(read_bytes(path, str(path)), str(path)) if path.exists() else ""
    except OSError as error:
        raise SaveError(path, reason_of(error)) from error
    save(path, settings_text(settings, old))


def settings_text(settings: Settings, old: str = "") -> str:
    """Return the file of some settings: what is as it is anyway is left out, comments of the old one stay.

    Raises FileFaults where the old text is not TOML.
    """
    blocks = list(_blocks(settings))
    written = {ref for each in blocks for ref, _ in each.lines}
    plain = without_mark(old).replace("\r\n", "\n")
    return laid_out(blocks, comments_of(plain, refs_of(plain_tables(plain, SETTINGS_FILE)), written))


def _blocks(settings: Settings) -> Iterator[Block]:
    look = plain_record(settings.look)
    if look:
        yield block((), "", look)
    calendar = plain_record(settings.calendar)
    if calendar:
        yield block(("calendar",), "[calendar]", calendar)
    if settings.keys:
        yield block(("keys",), "[keys]", {command: list(keys) for command, keys in settings.keys.items()})
