"""The selection in words: what the status line says and a screen reader reads."""

from vsmap.drawing.scene import UNKNOWN, figure_text
from vsmap.model.calendar import format_hours, format_part, rounded
from vsmap.model.telling import INFORMATION, via_of
from vsmap.widgets.state import Scene, figure_label


def selection_in_words(scene: Scene) -> str:
    """Describe the selected stage, figure or arrow."""
    chosen = scene.selection
    if chosen.arrow is not None:
        return _arrow(scene, *chosen.arrow)
    if scene.marks:
        count = f"{len(scene.marks)} stages" if len(scene.marks) > 1 else "1 stage"
        return f"{count} marked: commands are about what is marked · Esc lets go of the marks"
    if chosen.stage is None:
        return "An empty map: press a to add a stage, T to say what it is about"
    stage, result = scene.stream.stage(chosen.stage), scene.analysis.stages[chosen.stage]
    calendar = scene.stream.calendar
    parts = [f"{stage.name} · {figure_label(chosen.figure)}"]
    if result.process_time_h is not None and result.lead_time_h is not None:
        lead = format_hours(result.lead_time_h, calendar)
        process = format_part(result.process_time_h, result.lead_time_h, calendar)
        parts.append(f"PT {process} of LT {lead}")
    else:
        parts += [
            f"{figure_label(name)} {figure_text(stage, name, calendar)}"
            for name in ("process_time", "lead_time")
            if figure_text(stage, name, calendar) != UNKNOWN
        ]
    if result.wait_time_h:
        parts.append(f"{format_hours(result.wait_time_h, calendar)} waiting")
    parts.append(_place(scene, chosen.stage))
    return " · ".join(part for part in parts if part)


def selection_in_brief(scene: Scene) -> str:
    """Name the selected stage and figure, to go before something else that is to be said."""
    chosen = scene.selection
    if chosen.stage is None or chosen.arrow is not None:
        return ""
    return f"{scene.stream.stage(chosen.stage).name} · {figure_label(chosen.figure)} · "


def _place(scene: Scene, identifier: str) -> str:
    result = scene.analysis.stages[identifier]
    if result.critical:
        return "critical"
    if result.after_delivery:
        return "after delivery"
    if result.dead_end:
        return "leads to no delivery"
    return "" if result.slack_h is None else f"{format_hours(result.slack_h, scene.stream.calendar)} slack"


def _arrow(scene: Scene, table: str, source: str, target: str) -> str:
    ends = f"{scene.stream.stage(source).name} → {scene.stream.stage(target).name}"
    if table == "rework":
        rate = scene.stream.rework[source, target].rate
        share = "rate unknown" if rate is None else f"{rounded(rate)} % come back"
        return f"Rework {ends} · {share} · Enter edits, d removes"
    if table == INFORMATION:
        by = via_of(scene.stream, source, target)
        return f"Information {ends}{f' · by {by}' if by else ''} · Enter edits, d removes"
    flow = scene.stream.flow(source, target)
    wait = flow.wait_time.text if flow and flow.wait_time else "no wait of its own"
    share = f" · {rounded(flow.share)} % go this way" if flow and flow.share is not None else ""
    return f"Flow {ends} · {wait}{share} · Enter edits, d removes"
