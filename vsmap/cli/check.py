"""`vsmap check`: every fault of the files, and whether the maps meet their targets."""

from argparse import Namespace
from collections.abc import Mapping
from typing import Any

from vsmap.analysis.results import TargetResult
from vsmap.analysis.told import measured, target_text
from vsmap.cli.answer import Answer, as_json, fault_rows, lines
from vsmap.cli.inputs import read_stream
from vsmap.exit_codes import ExitCode
from vsmap.model.records import Targets
from vsmap.model.schema import specs_of
from vsmap.model.stream import ValueStream
from vsmap.model.text import visible
from vsmap.storage.faults import FileFaults


def run(arguments: Namespace) -> Answer:
    """Check each file. Faults count more than a target that is missed."""
    read = {given: _read(given) for given in arguments.files}
    faults = [found for found in read.values() if isinstance(found, FileFaults)]
    streams = {given: found for given, found in read.items() if isinstance(found, ValueStream)}
    targets = {given: _targets(stream) for given, stream in streams.items()} if arguments.targets else {}
    code = ExitCode.CANNOT_READ if faults else _verdict(targets)
    if arguments.json:
        return Answer(as_json(_json(streams, faults, targets)), code=code)
    told = [
        line for given, stream in streams.items() for line in _lines(given, stream, targets.get(given, {}))
    ]
    return Answer(lines(told), tuple(line for found in faults for line in found.lines()), code)


def _read(given: str) -> ValueStream | FileFaults:
    try:
        return read_stream(given)
    except FileFaults as faults:
        return faults


def _targets(stream: ValueStream) -> Mapping[str, TargetResult]:
    from vsmap.analysis.report import analyse  # noqa: PLC0415 - a plain check computes nothing

    return analyse(stream).targets


def _verdict(targets: Mapping[str, Mapping[str, TargetResult]]) -> ExitCode:
    missed = any(result.met is False for each in targets.values() for result in each.values())
    return ExitCode.ANSWER_IS_NO if missed else ExitCode.DONE


def _lines(given: str, stream: ValueStream, targets: Mapping[str, TargetResult]) -> list[str]:
    stages = "1 stage" if len(stream) == 1 else f"{len(stream)} stages"
    told = [f"  {_target_line(key, result, stream)}" for key, result in targets.items()]
    return [f"{visible(given)}: no faults, {stages}", *told]


def _target_line(key: str, result: TargetResult, stream: ValueStream) -> str:
    label = specs_of(Targets)[key].label
    return f"{label} {measured(result, stream.calendar)}, {target_text(result, stream.calendar)}"


def _json(
    streams: Mapping[str, ValueStream],
    faults: list[FileFaults],
    targets: Mapping[str, Mapping[str, TargetResult]],
) -> dict[str, Any]:
    """Return the errors alone where there are any (cli.md), else what was found of each file."""
    errors = [row for found in faults for row in fault_rows(found)]
    if errors:
        more = sum(found.more for found in faults)
        return {"errors": errors, "more": more} if more else {"errors": errors}
    return {
        "errors": [],
        "files": [
            {"file": given, "stages": len(stream), "targets": _target_rows(targets.get(given, {}))}
            for given, stream in streams.items()
        ],
    }


def _target_rows(targets: Mapping[str, TargetResult]) -> dict[str, Any]:
    return {
        key: {"target_h" if each.unit == "h" else "target_pct": each.target, "met": each.met}
        for key, each in targets.items()
    }
