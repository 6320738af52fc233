"""Value streams of any size for benchmarks: a chain with branches that join again, and some rework.

The text is canonical (design: format), so that loading and saving it take the way that large maps take.
"""

from collections.abc import Iterator

BLOCK = 10
"""Stages between one branching and the next."""
_KINDS = ("design", "develop", "build", "review", "test", "approve", "release", "deploy", "operate", "other")
_FORK, _BRANCH = 1, 2
_LANES = ("Business", "Development", "QA", "Operations")


def map_text(stages: int) -> str:
    """Write a map of at least four stages as a TOML text.

    In every ten stages the third and the fourth are parallel, and the eighth sends a part of its work back to
    the sixth.
    """
    parts = ["format = 1\n", f'[map]\ntitle = "A stream of {stages} stages"\n']
    parts += [_stage(number) for number in range(stages)]
    parts += [_flow(source, target) for source, target in flows(stages)]
    parts += [_rework(number) for number in range(7, stages, BLOCK)]
    return "\n".join(parts)


def flows(stages: int) -> Iterator[tuple[int, int]]:
    """Give the flows between stages by number, in the order in which a canonical file has them."""
    for number in range(stages - 1):
        yield number, number + 1 if number % BLOCK != _BRANCH or number + 2 >= stages else number + 2
        if number % BLOCK == _FORK and number + 3 < stages:
            yield number, number + 2


def _stage(number: int) -> str:
    return (
        f"[stage.s{number}]\n"
        f'name = "Stage {number + 1}"\n'
        f'kind = "{_KINDS[number % len(_KINDS)]}"\n'
        f'lane = "{_LANES[number // 3 % len(_LANES)]}"\n'
        f'process_time = "{number % 7 + 1}h"\n'
        f'lead_time = "{number % 9 + 12}d"\n'
        f"complete_accurate = {number % 30 + 70}\n"
    ).replace('kind = "other"\n', "")


def _flow(source: int, target: int) -> str:
    wait = f'wait_time = "{source % 5 + 1}h"\n' if source % 4 == 0 else ""
    return f'[[flow]]\nfrom = "s{source}"\nto = "s{target}"\n{wait}'


def _rework(number: int) -> str:
    return f'[[rework]]\nfrom = "s{number}"\nto = "s{number - 2}"\nrate = {number % 20 + 5}\n'
