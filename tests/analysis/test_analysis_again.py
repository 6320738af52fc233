"""Computing again after an edit gives what computing from nothing gives."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st
from random_maps import maps

from vsmap.analysis.report import analyse
from vsmap.analysis.structure import compile_structure
from vsmap.model.calendar import Calendar
from vsmap.model.durations import parse_duration
from vsmap.model.records import Conventions, Flow, Rework, Stage
from vsmap.model.rules import Thresholds
from vsmap.model.stream import ValueStream


def change(stream: ValueStream, draw: st.DataObject) -> None:
    """Change anything of a stream: a figure, an arrow, a setting, or its stages."""
    identifier = draw.draw(st.sampled_from(stream.ids()))
    stage = stream.stage(identifier)
    match draw.draw(st.integers(0, 7)):
        case 0:
            stream.put_stage(replace(stage, lead_time=parse_duration("40h"), complete_accurate=10))
        case 1:
            stream.put_stage(replace(stage, delivers=not stage.delivers))
        case 2:
            stream.settings["calendar"] = Calendar(hours_per_day=draw.draw(st.integers(1, 24)))
        case 3:
            stream.settings["conventions"] = Conventions(lead_time="waits-only", rolled="critical-path")
        case 4:
            stream.settings["thresholds"] = Thresholds((("wait-dominated", (("", 10.0),)),))
        case 5 if "new" not in stream:
            stream.put_stage(Stage(id="new", name="New", process_time=parse_duration("2h")), 0)
            stream.put_flow(Flow(source="new", target=identifier))
        case 6:
            ways = [stream.flow(identifier, target) for target in stream.successors(identifier)]
            for way in ways:
                if way is not None:
                    share = 100 / len(ways) if way.share is None else None
                    stream.put_flow(replace(way, share=share))
        case _:
            stream.move_stage(identifier, 0)


@given(maps(), st.data())
def test_what_is_remembered_never_shows(built: ValueStream, data: st.DataObject) -> None:
    """After each of several changes the numbers are those of a fresh copy; a number once given stays."""
    for way in built.flows():
        if data.draw(st.booleans()):
            built.put_rework(Rework(source=way.target, target=way.source, rate=10))
    for _ in range(3):
        before = analyse(built)
        kept = analyse(built.copy())
        change(built, data)
        assert analyse(built) == analyse(built.copy())
        shape = compile_structure(built)
        ways = [(flow.source, flow.target) for flow in built.flows()]
        assert ways == [(shape.ids[source], shape.ids[target]) for source, target in shape.arrows]
        assert before == kept
