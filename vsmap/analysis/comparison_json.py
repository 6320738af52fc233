"""A comparison and a plan as plain values for JSON (version 1): hours, percent, nothing rounded."""

from typing import Any, Final

from vsmap.analysis.comparison import Comparison, Side
from vsmap.analysis.differences import ArrowDifference, FigureChange, StageDifference
from vsmap.analysis.plan import Plan
from vsmap.analysis.rungs import rungs_of
from vsmap.model.future import is_applied
from vsmap.model.stream import ValueStream

VERSION: Final = 1


def comparison_json(found: Comparison) -> dict[str, Any]:
    """Return a comparison as `vsmap compare --json` prints it."""
    return {
        "version": VERSION,
        "differs": found.differs,
        "before": _side(found.before),
        "after": _side(found.after),
        "totals": {
            field: {
                "was": total.was,
                "now": total.now,
                "difference": total.absolute,
                "change_pct": total.percent,
            }
            for field, total in found.totals.items()
        },
        "stages": [_stage(each) for each in found.stages],
        "arrows": [_arrow(each) for each in found.arrows],
        "settings": [_figure(each) for each in found.settings],
        "critical_path": {
            "moved": found.path_moved,
            "left": list(found.left_path),
            "joined": list(found.joined_path),
            "efficiency_rose_only_by_moving": found.rose_by_moving,
        },
    }


def _side(side: Side) -> dict[str, Any]:
    return {
        "title": side.stream.map.title,
        "state": side.stream.map.state,
        "critical_path": list(side.analysis.critical_path),
        "ladder": [rung._asdict() for rung in rungs_of(side.analysis)],
        "targets": {
            key: {
                "target_h" if result.unit == "h" else "target_pct": result.target,
                "actual": result.actual,
                "met": result.met,
            }
            for key, result in side.analysis.targets.items()
        },
    }


def _figure(change: FigureChange) -> dict[str, str]:
    return {"field": change.field, "was": change.was, "now": change.now}


def _stage(stage: StageDifference) -> dict[str, Any]:
    return {
        "id": stage.id,
        "name": stage.name,
        "change": stage.kind,
        "into": stage.into,
        "figures": [_figure(each) for each in stage.figures],
    }


def _arrow(arrow: ArrowDifference) -> dict[str, Any]:
    return {
        "table": arrow.table,
        "from": arrow.source,
        "to": arrow.target,
        "change": arrow.kind,
        "figures": [_figure(each) for each in arrow.figures],
    }


def plan_json(stream: ValueStream, plan: Plan) -> dict[str, Any]:
    """Return a plan: each improvement's gain, and the order of the best next steps."""
    return {
        "lead_time_h": plan.lead_time_h,
        "future_lead_time_h": plan.future_lead_time_h,
        "ordered_by": "gain per day of effort" if plan.by_effort else "gain",
        "improvements": [
            {
                "id": each.id,
                "title": each.title,
                "stage": each.stage or None,
                "owner": each.owner,
                "due": each.due.isoformat() if each.due else None,
                "status": each.status,
                "in_future": is_applied(each),
                "effort_d": plan.gains[each.id].effort_d,
                "gain_alone_h": plan.gains[each.id].alone_h,
                "gain_last_in_h": plan.gains[each.id].last_in_h,
                "gain_per_day_h": plan.gains[each.id].per_day_h,
            }
            for each in stream.improvements.values()
            if each.id in plan.gains
        ],
        "order": [
            {
                "id": step.improvement,
                "gain_h": step.gain_h,
                "share_pct": plan.share_pct(step),
                "lead_time_h": step.lead_time_h,
            }
            for step in plan.steps
        ],
    }
