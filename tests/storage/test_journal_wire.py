"""Edits survive being written down: every class of edit, record and change comes back as it was."""

import inspect
from dataclasses import is_dataclass

import maps_strategies
import pytest
from builders import stream
from hypothesis import given
from hypothesis import strategies as st
from map_gestures import Gesture, edits_of, gestures, streams

from vsmap.model import edits as edits_module
from vsmap.model import records
from vsmap.model.checks import Breach
from vsmap.model.durations import Duration
from vsmap.model.edits import AddRecord, AddStage, Connect, EditError, SetField, apply_edits
from vsmap.model.schema import specs_of
from vsmap.model.stream import LISTS, SETTINGS, ValueStream
from vsmap.storage.journal.wire import WireError, classes, edits_from, from_json, to_json


def test_every_class_of_edit_and_record_is_known() -> None:
    """A class that is added to the edits or to the records is written without anybody thinking of it.

    Seen to fail with `Change` left out of the classes.
    """
    declared = [kind for module in (edits_module, records) for _, kind in inspect.getmembers(module)]
    needed = {kind for kind in declared if inspect.isclass(kind) and is_dataclass(kind)}
    assert needed - {Breach, Duration} <= set(classes().values())
    assert {SetField, records.NewStage, records.Rework} <= needed


@given(maps_strategies.streams())
def test_every_record_of_a_map_comes_back(built: ValueStream) -> None:
    """Each record of any map, with any values that its fields may hold, is the same after the way back."""
    held = [*built.stages(), *built.flows(), *built.reworks(), *built.improvements.values()]
    held += [*built.settings.values(), *(row for rows in built.lists.values() for row in rows)]
    for record in (*held, built.extra):
        assert repr(from_json(to_json(record))) == repr(record)


@given(streams(), st.lists(gestures(), max_size=6))
def test_every_edit_of_a_gesture_comes_back(built: ValueStream, tried: list[Gesture]) -> None:
    """What gestures do to a map, and what undoes it, is the same after the way back, to the last type."""
    for gesture in tried:
        try:
            edits = edits_of(gesture, built)
            inverses = apply_edits(built, edits)
        except EditError:
            continue
        for each in (edits, inverses):
            assert repr(edits_from(from_json(to_json(each)))) == repr(each)


def test_a_line_is_plain_ascii_whatever_is_in_it() -> None:
    """No text of a map can end a line of the journal, nor command a terminal that shows it."""
    hostile = "\x1b]52;c;eA==\x07\n\u2028\u202e\ud800é"
    written = to_json((SetField(("map",), "note", hostile),))
    assert written.isascii()
    assert written.isprintable()
    assert from_json(written) == (SetField(("map",), "note", hostile),)


REFUSED = (
    *("", "nul", "[", "[" * 9999, '{"a":1,"b":2}', '{"Nothing":{}}', '{"duration":"5 parsecs"}'),
    *('{"date":"now"}', '{"Stage":{}}', '{"Stage":[]}', '{"Stage":{"id":"a","more":1}}'),
)


@pytest.mark.parametrize("text", REFUSED)
def test_anything_else_is_refused(text: str) -> None:
    """A damaged line, or one of a later version, is a WireError and nothing else."""
    with pytest.raises(WireError):
        edits_from(from_json(text))


def test_what_is_no_edit_is_refused() -> None:
    """A value that is well written but no edit is none."""
    for value in (None, 1, (1,), ("a",), (SETTINGS["map"](),)):
        with pytest.raises(WireError):
            edits_from(from_json(to_json(value)))


def test_defaults_cost_nothing() -> None:
    """A line is about as long as what was edited: fields at their defaults are left out."""
    made = stream("A 1d/2d; A -> B")
    edits = (
        AddStage(made.stage("A"), 0),
        Connect(made.flows()[0]),
        AddRecord("parking", LISTS["parking"](text="x"), 0),
    )
    assert len(to_json(edits)) < 330
    assert len(specs_of(records.Stage)) > 15
