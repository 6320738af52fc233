"""The future state for the commands that can show it, and what had to be left out of it."""

from argparse import Namespace

from vsmap.cli.inputs import read_stream
from vsmap.model.future import Future, future_of
from vsmap.model.stream import ValueStream


def asked_stream(arguments: Namespace) -> tuple[ValueStream, tuple[str, ...]]:
    """Read the map that was asked for, or with `--future` its future; return also what is to be said."""
    stream = read_stream(arguments.file)
    if not arguments.future:
        return stream, ()
    future = future_of(stream)
    return future.stream, complaints_of(future, stream)


def complaints_of(future: Future, stream: ValueStream) -> tuple[str, ...]:
    """Say which improvements, or which of their changes, could not be carried out."""
    if not future.applied and not future.left_out:
        return ("no improvement is in the future state: it is the current one",)
    titles = {each.id: each.title or each.id for each in stream.improvements.values()}
    return tuple(
        f"left out of the future state: {titles[each.improvement]}: {each.reason}" for each in future.left_out
    )
