"""The limits that a map sets for the waste rules: from a table of a file and back."""

from typing import Final

from vsmap.model.rules import RULES, Limits, Rule, Thresholds
from vsmap.model.schema import MAXIMUM_NUMBER, FieldType, Spec
from vsmap.model.values import plain_value
from vsmap.storage.faults import Path
from vsmap.storage.records import Reading

_LIMIT: Final = Spec(type=FieldType.NUMBER, help="A limit", name="limit", minimum=0, maximum=MAXIMUM_NUMBER)


def read_thresholds(reading: Reading, raw: object, path: Path) -> Thresholds:
    """Return the limits of a `[thresholds]` table, in the order of the rules; what is wrong is noted."""
    table = reading.table(raw, path) or {}
    with_limit = [rule.id for rule in RULES.values() if rule.limits]
    for key in table:
        if key not in RULES:
            reading.unknown((*path, key), with_limit)
        elif not RULES[key].limits:
            reading.findings.add((*path, key), "", "this rule has no limit to set")
    limits = (
        (rule, _limits(reading, RULES[rule], table[rule], (*path, rule))) for rule in RULES if rule in table
    )
    return Thresholds(tuple((rule, pairs) for rule, pairs in limits if pairs))


def _limits(reading: Reading, rule: Rule, raw: object, path: Path) -> Limits:
    keys = [key for key, _ in rule.limits]
    if not keys:
        return ()
    if keys == [""]:
        return (("", _number(reading, raw, path)),)
    shape = "{ " + ", ".join(f"{key} = {limit:g}" for key, limit in rule.limits) + " }"
    table = reading.table(raw, path, f"a table such as {shape}") or {}
    for key in table:
        if key not in keys:
            reading.unknown((*path, key), keys)
    return tuple((key, _number(reading, table[key], (*path, key))) for key in keys if key in table)


def _number(reading: Reading, raw: object, path: Path) -> float:
    value = reading.value(_LIMIT, raw, path)
    return value if isinstance(value, int | float) else 0.0


def plain_thresholds(thresholds: Thresholds) -> dict[str, object]:
    """Turn limits into the table of a file: a number, or a table for a rule with several limits."""
    return {
        rule: plain_value(limits[0][1]) if limits[0][0] == "" else {key: plain_value(v) for key, v in limits}
        for rule, limits in thresholds.limits
        if limits
    }
