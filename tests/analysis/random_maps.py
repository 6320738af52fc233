"""Small random maps for tests that compare the analysis with brute force."""

from hypothesis import strategies as st

from vsmap.model.durations import Duration, parse_duration
from vsmap.model.records import Flow, Rework, Stage
from vsmap.model.stream import ValueStream

MISSING = (None, "?", "n/a")
LANES = ("", "Dev", "Ops")


@st.composite
def times(draw: st.DrawFn, *, known: bool) -> tuple[Duration | None, Duration | None]:
    """A process time and a lead time that is not shorter; some of them missing unless all are `known`."""
    work = draw(st.integers(0, 5))
    wait = draw(st.integers(0, 5))
    texts: list[str | None] = [f"{work}h", f"{work + wait}h"]
    if not known:
        for at in (0, 1):
            if draw(st.integers(0, 4)) == 0:
                texts[at] = draw(st.sampled_from(MISSING))
    process, lead = (parse_duration(text) if text else None for text in texts)
    return process, lead


@st.composite
def stages(draw: st.DrawFn, identifier: str, *, known: bool, delivering: bool) -> Stage:
    """Any stage."""
    process, lead = draw(times(known=known))
    return Stage(
        id=identifier,
        name=f"Stage {identifier}",
        lane=draw(st.sampled_from(LANES)),
        kind=draw(st.sampled_from(("develop", "approve", "test", "deploy"))),
        process_time=process,
        lead_time=lead,
        complete_accurate=draw(st.one_of(st.none(), st.integers(0, 100))),
        people=draw(st.one_of(st.none(), st.integers(1, 3))),
        queue=draw(st.one_of(st.none(), st.integers(0, 20))),
        value=draw(st.sampled_from((None, "adding", "waste"))),
        delivers=delivering and draw(st.integers(0, 3)) == 0,
    )


@st.composite
def maps(
    draw: st.DrawFn, *, most: int = 7, known: bool = False, shares: bool = True, delivering: bool = True
) -> ValueStream:
    """A map of a few stages: branches and joins in any order of the file, shares on some ways out."""
    size = draw(st.integers(1, most))
    names = draw(st.permutations([f"s{index}" for index in range(size)]))
    pairs = [(source, target) for source in range(size) for target in range(source + 1, size)]
    arrows = draw(st.lists(st.sampled_from(pairs), unique=True, max_size=2 * size)) if pairs else []
    built = ValueStream(
        draw(stages(identifier, known=known, delivering=delivering)) for identifier in sorted(names)
    )
    for source in range(size):
        targets = [target for start, target in arrows if start == source]
        share = shares and bool(targets) and draw(st.booleans())
        weights = [draw(st.integers(1, 9)) for _ in targets]
        for target, weight in zip(targets, weights, strict=True):
            percent = weight / sum(weights) * 100 if share else None
            waits = st.sampled_from(("0", "1h", "3h") if known else ("0", "1h", "3h", "?", "n/a"))
            wait = parse_duration(draw(waits))
            built.put_flow(Flow(source=names[source], target=names[target], share=percent, wait_time=wait))
    return built


@st.composite
def looping_maps(draw: st.DrawFn, *, most: int = 6) -> ValueStream:
    """A map of known figures with shares and one or more ways back."""
    built = draw(maps(most=most, known=True, delivering=False))
    pairs = [(stage, stage) for stage in built.ids()]
    pairs += [
        (later, earlier)
        for earlier in built.ids()
        for later in built.ids()
        if earlier != later and _leads(built, earlier, later)
    ]
    for source, target in draw(st.lists(st.sampled_from(pairs), min_size=1, max_size=3, unique=True)):
        rate, wait = draw(st.sampled_from((10, 20, 30))), draw(st.sampled_from(("0", "2h")))
        built.put_rework(Rework(source=source, target=target, rate=rate, wait_time=parse_duration(wait)))
    return built


def _leads(stream: ValueStream, source: str, target: str) -> bool:
    reached, waiting = {source}, [source]
    while waiting:
        new = set(stream.successors(waiting.pop())) - reached
        reached |= new
        waiting += new
    return target in reached
