"""Hypothesis strategies for whole maps, walked from the schema so that a new field is covered at once."""

from dataclasses import replace
from datetime import timedelta, timezone
from itertools import pairwise
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from vsmap.model.calendar import Calendar
from vsmap.model.checks import stage_breaches
from vsmap.model.durations import Duration, parse_duration
from vsmap.model.reaching import flow_order
from vsmap.model.records import (
    Change,
    ChangeArrow,
    ChangeStage,
    Demand,
    DropStage,
    Flow,
    Improvement,
    Information,
    MergeStages,
    NewStage,
    Parking,
    Rework,
    Stage,
    Values,
    Waiver,
)
from vsmap.model.rules import RULES, Thresholds
from vsmap.model.schema import FieldType, Spec, specs_of
from vsmap.model.stream import SETTINGS, ValueStream
from vsmap.model.text import MAXIMUM_NAME

WHOLE_MAPS = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
"""For a property of whole maps: each is large, and how long it takes is the machine's business."""

TEXTS = st.text(st.characters(codec="utf-8"), max_size=12)
IDS = st.text("abcXYZ019-_", min_size=1, max_size=6)
_UNITS = st.sampled_from(("s", "m", "h", "d", "w", "mo", " weeks", "y"))
_AMOUNTS = st.integers(1, 90)


@st.composite
def durations(draw: st.DrawFn, *, known: bool = False) -> Duration:
    """Generate durations of every form; `known` ones are a single time longer than 0."""
    one, two, three = sorted(draw(st.tuples(_AMOUNTS, _AMOUNTS, _AMOUNTS)))
    unit = draw(_UNITS)
    texts = [f"{one}{unit}"]
    if not known:
        ranges = [f"{one}-{two}{unit}", f"{one}{unit}/{two}{unit}/{three}{unit}"]
        texts += [f"~{one}.5{unit}", "0", "1h30", "2d 4h", "?", "n/a", "N/A", *ranges]
    return parse_duration(draw(st.sampled_from(texts)))


def numbers(spec: Spec) -> st.SearchStrategy[float]:
    """Generate the numbers that a spec allows, whole and broken."""
    low = spec.minimum if spec.above is None else spec.above
    high = spec.maximum if spec.below is None else spec.below
    floats = st.floats(low, high, exclude_min=spec.above is not None, exclude_max=spec.below is not None)
    first, last = int(low or 0) + (spec.above is not None), int(high or 0) - (spec.below is not None)
    return st.one_of(st.integers(first, last), floats)


def values_of(spec: Spec, ids: list[str]) -> st.SearchStrategy[Any]:  # noqa: C901, PLR0911 - one case a type
    """Generate the values that a field may hold in a file."""
    match spec.type:
        case FieldType.TEXT:
            small = 1 if spec.required or spec.name == "name" else 0
            return st.text(st.characters(codec="utf-8"), min_size=small, max_size=MAXIMUM_NAME // 10)
        case FieldType.WORD:
            return st.sampled_from(spec.choices)
        case FieldType.NUMBER | FieldType.PERCENT:
            return numbers(spec)
        case FieldType.DURATION:
            return durations()
        case FieldType.FLAG:
            return st.booleans()
        case FieldType.WORDS:
            words = st.sampled_from(spec.choices) if spec.choices else st.text("ab =#\"'\\\n", min_size=1)
            return st.lists(words, max_size=3).map(tuple)
        case FieldType.DATE:
            return st.dates()
        case FieldType.PERCENTS:
            judges = st.dictionaries(TEXTS.filter(bool), numbers(spec), min_size=1, max_size=3)
            return judges.map(lambda judged: tuple(judged.items()))
        case FieldType.STAGE:
            return st.sampled_from(ids)
        case FieldType.CHANGES:
            return st.lists(changes(ids), max_size=3).map(tuple)


@st.composite
def records(draw: st.DrawFn, /, kind: type, ids: list[str], **given: object) -> Any:  # noqa: ANN401 - of any kind
    """Generate a record: each field at its default or with any value that its spec allows."""
    values = dict(given)
    for spec in specs_of(kind).values():
        needs_stage = spec.type in {FieldType.STAGE, FieldType.CHANGES}
        if spec.name not in given and (ids or not needs_stage) and (spec.required or draw(st.booleans())):
            values[spec.name] = draw(values_of(spec, ids))
    return kind(**values)


@st.composite
def calendars(draw: st.DrawFn) -> Calendar:
    """Generate working calendars in which people work: a shorter day makes every duration too long."""
    day = draw(st.one_of(st.integers(1, 24), st.floats(1, 24)))
    return Calendar(hours_per_day=day, days_per_week=draw(st.one_of(st.integers(1, 7), st.floats(1, 7))))


@st.composite
def stages(draw: st.DrawFn, identifier: str, calendar: Calendar) -> Stage:
    """Generate a stage that breaks no rule."""
    stage: Stage = draw(records(Stage, [], id=identifier, name=draw(TEXTS.filter(bool))))
    if stage.judged_by:
        stage = replace(stage, complete_accurate=None)
    return replace(stage, lead_time=None) if list(stage_breaches(stage, calendar)) else stage


@st.composite
def _values(draw: st.DrawFn, kind: type) -> Values:
    specs = [spec for spec in specs_of(kind).values() if spec.type is not FieldType.STAGE]
    return tuple((spec.name, draw(values_of(spec, []))) for spec in specs if draw(st.integers(0, 3)) == 0)


@st.composite
def changes(draw: st.DrawFn, ids: list[str]) -> Change:
    """Generate a change of an improvement, in any of its forms."""
    one, two = draw(st.sampled_from(ids)), draw(st.sampled_from(ids))
    some = tuple(draw(st.lists(st.sampled_from(ids), max_size=2, unique=True)))
    table = draw(st.sampled_from(("flow", "rework")))
    action = draw(st.sampled_from(("set", "add", "remove")))
    of_arrow = draw(_values(Flow if table == "flow" else Rework)) if action != "remove" else ()
    of_stage = draw(_values(Stage))
    new = "new-" + draw(IDS)
    forms: tuple[Change, ...] = (
        ChangeStage(one, of_stage),
        DropStage(one),
        NewStage(new, some, (two,), of_stage),
        MergeStages(tuple(dict.fromkeys((one, two))), two, of_stage),
        ChangeArrow(table, one, two, action, of_arrow),
    )
    return draw(st.sampled_from(forms))


@st.composite
def _flows(draw: st.DrawFn, ids: list[str]) -> list[Flow]:
    order = draw(st.permutations(ids))
    drawn: list[Flow] = []
    for index, source in enumerate(order):
        targets = [target for target in order[index + 1 :] if draw(st.booleans())]
        cuts = draw(st.booleans()) and len(targets)
        shares = [100 / cuts] * cuts if cuts else [None] * len(targets)
        drawn += [
            draw(records(Flow, ids, source=source, target=target, share=share))
            for target, share in zip(targets, shares, strict=True)
        ]
    return drawn


@st.composite
def _reworks(draw: st.DrawFn, stream: ValueStream) -> list[Rework]:
    after: dict[str, set[str]] = {}
    for identifier in reversed(flow_order(stream)):
        after[identifier] = {identifier}.union(*(after[target] for target in stream.successors(identifier)))
    pairs = [(source, target) for target, reached in after.items() for source in sorted(reached)]
    chosen = [pair for pair in pairs if draw(st.integers(0, 3)) == 0]
    rate = 99 / max(1, len(chosen))
    rates = st.one_of(st.none(), st.floats(0, rate))
    return [
        draw(records(Rework, [], source=source, target=target, rate=draw(rates))) for source, target in chosen
    ]


@st.composite
def _waivers(draw: st.DrawFn, ids: list[str]) -> Waiver:
    rule = draw(st.sampled_from(tuple(RULES)))
    places: list[dict[str, str]] = [{}]
    if ids:
        one, two = draw(st.sampled_from(ids)), draw(st.sampled_from(ids))
        places += [{"stage": one}, {"source": one, "target": two}]
    return Waiver(rule=rule, reason=draw(TEXTS), **draw(st.sampled_from(places)))


@st.composite
def _thresholds(draw: st.DrawFn) -> Thresholds:
    spec = Spec(type=FieldType.NUMBER, help="", minimum=0, maximum=10**9)
    limits = []
    for rule in RULES.values():
        pairs = tuple((key, draw(numbers(spec))) for key, _ in rule.limits if draw(st.booleans()))
        if pairs:
            limits.append((rule.id, pairs))
    return Thresholds(tuple(limits))


_ZONES = st.one_of(st.none(), st.integers(-1439, 1439).map(lambda m: timezone(timedelta(minutes=m))))
_PLAIN = st.one_of(
    *(st.booleans(), st.integers(-(2**63), 2**63 - 1), st.floats(), TEXTS),
    st.dates(),
    st.times().map(lambda time: time.replace(fold=0)),
    st.datetimes(timezones=_ZONES).map(lambda time: time.replace(fold=0)),
)


def extras() -> st.SearchStrategy[dict[str, object]]:
    """Generate what a user may keep under `[x]`: anything that TOML can hold."""
    nested = st.recursive(
        _PLAIN,
        lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(TEXTS, inner, max_size=3)),
        max_leaves=6,
    )
    return st.dictionaries(TEXTS, nested, max_size=3)


@st.composite
def streams(draw: st.DrawFn, *, maximum: int = 5) -> ValueStream:
    """Generate valid maps of up to `maximum` stages with every kind of record."""
    calendar = draw(calendars())
    ids = draw(st.lists(IDS, max_size=maximum, unique=True))
    stream = ValueStream([draw(stages(identifier, calendar)) for identifier in ids])
    if draw(st.booleans()):
        drawn = draw(_flows(ids))
    else:
        drawn = [Flow(source=one, target=two) for one, two in pairwise(ids)]
    for flow in drawn:
        stream.put_flow(flow)
    for rework in draw(_reworks(stream)):
        stream.put_rework(rework)
    for table, kind in SETTINGS.items():
        stream.settings[table] = draw(records(kind, []))
    demand = Demand(items=draw(numbers(specs_of(Demand)["items"])), per=draw(durations(known=True)))
    stream.settings["demand"] = demand if draw(st.booleans()) else Demand()
    stream.settings["calendar"], stream.settings["thresholds"] = calendar, draw(_thresholds())
    for identifier in draw(st.lists(IDS, max_size=2, unique=True)):
        stream.improvements[identifier] = draw(records(Improvement, ids, id=identifier))
    if ids:
        stream.lists["information"] = draw(st.lists(records(Information, ids), max_size=2))
    stream.lists["waiver"] = draw(st.lists(_waivers(ids), max_size=2))
    stream.lists["parking"] = draw(st.lists(records(Parking, []), max_size=2))
    stream.extra = draw(extras())
    return stream
