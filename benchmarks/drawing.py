"""CPU time of laying out and drawing maps, beside the prototype where that lies next to the project.

Run with `python -m benchmarks.drawing`. Times are medians of CPU time; compare them within one run only.
"""

import gc
import importlib.util
import random
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median
from types import ModuleType

from benchmarks.report import milliseconds, table
from vsmap.drawing.card import Arrow, Card, Segment
from vsmap.drawing.draw import draw
from vsmap.drawing.layout import layout
from vsmap.drawing.shape import BOX, Shape, Viewport

SIZES = (9, 100, 1_000, 10_000)
VIEW = (120, 40)
FORKS = 0.1
"""How often a stage is followed by parallel ones."""
PROTOTYPE = Path(__file__).parents[2] / "shared" / "reference" / "drawing.py"


def stream(stages: int, seed: int = 1) -> Shape:
    """Return a stream with branches, skips of a few ranks, and rework over a few stages."""
    choose = random.Random(seed)  # noqa: S311 - repeatable, not secret
    flows: list[tuple[int, int]] = []
    tails, at = [0], 1
    while at < stages:
        branches = choose.choice((2, 2, 3)) if choose.random() < FORKS and at + 4 < stages else 1
        heads = list(range(at, at + branches))
        flows += [(tail, head) for tail in tails for head in heads]
        tails, at = heads, at + branches
    rework: list[tuple[int, int]] = []
    for _ in range(max(1, stages // 25)):
        late = choose.randrange(4, stages)
        rework.append((late, max(0, late - choose.randint(1, 8))))
        early = choose.randrange(stages - 4)
        flows.append((early, min(stages - 1, early + choose.randint(3, 6))))
    return Shape(stages, tuple(dict.fromkeys(flows)), tuple(dict.fromkeys(rework)))


def inserted(shape: Shape) -> Shape:
    """Return the stream with a stage more in front of the middle one."""
    middle, new = shape.stages // 2, shape.stages
    flows = tuple((source, new) if target == middle else (source, target) for source, target in shape.flows)
    return Shape(new + 1, (*flows, (new, middle)), shape.rework)


def cpu(work: Callable[[], object], repeats: int) -> float:
    """Return the median CPU time of some work in milliseconds."""
    times = []
    for _ in range(repeats):
        start = time.process_time()
        work()
        times.append((time.process_time() - start) * 1_000)
    return median(times)


def card(stage: int) -> Card:
    """Return a card with the figures of a box."""
    figures = (
        (Segment(f"PT {stage % 9 + 1}h   LT {stage % 13 + 1}d"),),
        (Segment(f"%C&A {60 + stage * 7 % 40}"),),
    )
    return Card(f"Stage {stage}", figures, critical=stage % 2 == 0)


def measured(stages: int) -> Iterator[float]:
    """Yield the times of a cold layout, of one after an insertion, and of a frame in mid map."""
    shape = stream(stages)
    longer = inserted(shape)
    repeats = max(3, min(100, 20_000 // stages))
    laid_out = layout(shape, BOX)
    yield cpu(lambda: layout(shape, BOX), repeats)
    yield cpu(lambda: layout(longer, BOX, laid_out), repeats)
    view = Viewport(max(0, laid_out.width // 2 - 60), 0, *VIEW)
    arrows = {arrow: Arrow("1d", critical=arrow % 2 == 0) for arrow in range(len(shape.flows))}
    yield cpu(lambda: draw(laid_out, card, arrows, view), 60)


def prototype() -> ModuleType | None:
    """Load the prototype, if it is there."""
    spec = importlib.util.spec_from_file_location("drawing_prototype", PROTOTYPE)
    if spec is None or spec.loader is None or not PROTOTYPE.exists():
        return None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def prototype_measured(module: ModuleType, stages: int) -> Iterator[float]:
    """Yield the same three times of the prototype."""
    shape = stream(stages)
    longer = inserted(shape)
    edges, more = [[*each.flows, *each.rework] for each in (shape, longer)]
    rework = set(range(len(shape.flows), len(edges)))
    rework_after = set(range(len(longer.flows), len(more)))
    repeats = max(3, min(100, 20_000 // stages))

    def cold() -> object:
        module.CACHE.clear()
        return module.Layout(stages, edges, rework)

    yield cpu(cold, repeats)
    known = dict(module.CACHE)

    def after() -> object:
        module.CACHE.clear()
        module.CACHE.update(known)
        return module.Layout(stages + 1, more, rework_after)

    yield cpu(after, repeats)
    laid_out = module.Layout(stages, edges, rework)
    laid_out.text = module.text_gen
    x = max(0, laid_out.width // 2 - 60)
    yield cpu(lambda: module.render(laid_out, x, 0, *VIEW, stages // 2), 60)


def main() -> None:
    """Print one table: layout cold, layout after an insertion, a 120x40 frame."""
    gc.freeze()
    module = prototype()
    rows = []
    for stages in SIZES:
        rows.append([f"{stages:,} stages", *map(milliseconds, measured(stages))])
        if module is not None:
            rows.append(["its prototype", *map(milliseconds, prototype_measured(module, stages))])
    print(table(("CPU, ms", "layout cold", "after an insertion", "frame 120x40"), rows))


if __name__ == "__main__":
    main()
