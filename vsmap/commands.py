"""The one list of commands: footer, help, bindings and the keys page all follow from it."""

from collections.abc import Callable
from enum import Enum
from functools import partial
from operator import attrgetter
from typing import Final, NamedTuple

from vsmap.model.text import name_of


class When(Enum):
    """When a command applies; the value is what is said where it does not."""

    ALWAYS = ""
    STAGE = "no stage is selected: a adds one"
    STAGE_OR_ARROW = "nothing is selected: a adds a stage"
    FIGURE = "no figure of a stage is selected: a adds a stage"
    UNDOABLE = "nothing to undo"
    REDOABLE = "nothing to redo"
    MAP_SEEN = "the map is not shown: m shows it"


class Command(NamedTuple):
    """Something that a person can do: its id is the name of the action that does it."""

    id: str
    keys: tuple[str, ...]
    label: str
    help: str
    group: str
    in_footer: bool = False
    when: When = When.ALWAYS
    changes_map: bool = False
    """Whether it changes what is saved: a map that may only be looked at refuses it before it begins."""


def _command(  # noqa: PLR0913, PLR0917 - one row of the list below
    identifier: str,
    keys: str,
    label: str,
    help_text: str,
    group: str,
    when: When = When.ALWAYS,
    *,
    in_footer: bool = False,
    changes_map: bool = False,
) -> Command:
    return Command(identifier, tuple(keys.split()), label, help_text, group, in_footer, when, changes_map)


_STAGE, _STAGE_OR_ARROW, _FIGURE = When.STAGE, When.STAGE_OR_ARROW, When.FIGURE
_UNDOABLE, _REDOABLE, _MAP_SEEN = When.UNDOABLE, When.REDOABLE, When.MAP_SEEN

_change = partial(_command, changes_map=True)
"""One row of a command that changes the map."""


_MAP: Final = (
    _change("add_after", "a", "Add", "Add a stage behind the selected one", "Add", in_footer=True),
    _change("add_before", "i", "Insert", "Add a stage in front of the selected one", "Add"),
    _change("add_branch", "b", "Branch", "Add a stage beside the selected one", "Add", in_footer=True),
    _change("connect", "c", "Connect", "Draw a flow from the selected stage", "Add", _STAGE),
    _change("rework", "r", "Rework", "Send work back from the selected stage", "Add", _STAGE),
    _change(
        "inform", "I", "Inform", "Draw what the selected stage tells another, and by what", "Add", _STAGE
    ),
    _change("duplicate", "D", "Duplicate", "Copy the chosen stages behind the last of them", "Add", _STAGE),
    _command("copy", "y", "Copy", "Copy the chosen stages, for this map or another", "Add", _STAGE),
    _change("cut", "x", "Cut", "Copy the chosen stages and take them out", "Add", _STAGE),
    _change("paste", "p", "Paste", "Put what was copied behind the selected stage", "Add"),
    _command("copy_out", "Y", "Copy as", "The map or what is marked as Markdown or TOML", "Add"),
    _command("edit", "enter e", "Edit", "Edit the selected figure where it stands", "Edit", in_footer=True),
    _change("rename", "f2", "Rename", "Edit the stage's name", "Edit", _STAGE),
    _change("step_up", "]", "More", "Raise the selected figure by a tenth", "Edit", _FIGURE),
    _change("step_down", "[", "Less", "Lower the selected figure by a tenth", "Edit", _FIGURE),
    _change("set_kind", "t", "Kind", "Choose what is done in the stage", "Edit", _STAGE),
    _change("set_value", "v", "Value", "Choose whether the stage adds value", "Edit", _STAGE),
    _change("set_wastes", "w", "Wastes", "Tick the wastes that were seen in the stage", "Edit", _STAGE),
    _change("edit_note", "o", "Note", "Write a note on the stage", "Edit", _STAGE),
    _change("edit_stage", "E", "All fields", "Edit every field of the stage", "Edit", _STAGE),
    _change("edit_map", "T", "Map", "Edit title, goal, calendar, conventions, demand, targets", "Edit"),
    _change(
        "delete", "d delete", "Delete", "Delete what is selected; u brings it back", "Edit", _STAGE_OR_ARROW
    ),
    _change("undo", "u", "Undo", "Take the last change back", "Edit", _UNDOABLE, in_footer=True),
    _change("redo", "U", "Redo", "Make the undone change again", "Edit", _REDOABLE),
    _change("move_up", "K H", "Move up", "Move the stage towards the start", "Edit", _STAGE),
    _change("move_down", "J L", "Move down", "Move the stage towards the end", "Edit", _STAGE),
    _command("go_up", "up k", "Up", "Select the stage above", "Select"),
    _command("go_down", "down j", "Down", "Select the stage below", "Select"),
    _command(
        "go_left", "left h", "Left", "Select the stage, or in the table the figure, to the left", "Select"
    ),
    _command("go_right", "right l", "Right", "Select the stage, or the figure, to the right", "Select"),
    _command("go_first", "home g", "First", "Select the first stage", "Select"),
    _command("go_last", "end G", "Last", "Select the last stage", "Select"),
    _command("figure_before", ",", "Figure before", "Select the figure before", "Select"),
    _command("figure_after", ".", "Figure after", "Select the next figure", "Select"),
    _command(
        "arrow_in", "<", "Arrow in", "Select an arrow into the stage; again: the next", "Select", _STAGE
    ),
    _command(
        "arrow_out", ">", "Arrow out", "Select an arrow out of the stage; again: the next", "Select", _STAGE
    ),
    _command(
        "jump", ";", "Jump", "Select a stage by the letters laid over it", "Select", _STAGE, in_footer=True
    ),
    _command(
        "mark", "space", "Mark", "Mark the stage; commands are about all that are marked", "Select", _STAGE
    ),
    _command("extend_up", "shift+up", "Mark up", "Mark on to the stage above", "Select", _STAGE),
    _command("extend_down", "shift+down", "Mark down", "Mark on to the stage below", "Select", _STAGE),
    _command("extend_left", "shift+left", "Mark left", "Mark on to the stage to the left", "Select", _STAGE),
    _command(
        "extend_right", "shift+right", "Mark right", "Mark on to the one to the right", "Select", _STAGE
    ),
    _command("mark_all", "A", "Mark all", "Mark every stage; Esc lets go of all", "Select", _STAGE),
    _command("find", "/", "Find", "Find a stage by its name, lane or number", "Select", _STAGE),
    _command("find_next", "n", "Find next", "Select the next stage that was searched for", "Select", _STAGE),
    _command(
        "find_before", "N", "Find before", "Select the one before that was searched for", "Select", _STAGE
    ),
    _command("why", "=", "Why", "Take the selected total apart into its terms", "Look", in_footer=True),
    _change("waive", "!", "Waive", "Accept the chosen highlight with a reason; again: take it back", "Edit"),
    _change("edit_rules", "#", "Rules", "Edit conventions, calendar, demand and targets", "Edit"),
    _change("edit_limits", "%", "Limits", "Change the limits of the rules of waste", "Edit"),
    _change("improve", "B", "Improve", "Pin an improvement on the stage, or against a highlight", "Improve"),
    _command("future", "f", "Future", "Show the future state, or go back to the current one", "Improve"),
    _command("plan", "P f6", "Plan", "Show what each improvement brings, and edit the plan", "Improve"),
    _command("compare", "C", "Compare", "Compare with the future, a save, a commit or a file", "Improve"),
    _command("simulate", "R", "Simulate", "How long items take: P50, P85, P95 and a histogram", "Look"),
    _command("switch_view", "m", "View", "Show map, table or both", "Look", in_footer=True),
    _command("present", "M", "Present", "Show totals and map alone, for those who watch, and back", "Look"),
    _command("zoom", "z", "Zoom", "Let the pane fill the screen, and back", "Look"),
    _command("more_detail", "+", "Detail", "Show more in each box", "Look", _MAP_SEEN),
    _command("less_detail", "-", "Overview", "Show less in each box", "Look", _MAP_SEEN),
    _command("fit", "_", "Fit", "The largest detail at which the whole map is seen", "Look", _MAP_SEEN),
    _command(
        "wrap", "W", "Wrapped", "Break the map into lines that fit, or show it whole", "Look", _MAP_SEEN
    ),
    _command("swimlanes", "V", "Swimlanes", "Group the stages in rows by lane, or not", "Look", _MAP_SEEN),
    _command("information", '"', "Told", "Show who tells whom above the map, or hide it", "Look", _MAP_SEEN),
    _command("outline", "X", "Outline", "Show one line a stage, for very large maps", "Look", _MAP_SEEN),
    _command("panel_flow", "f3", "Flow", "Show the totals", "Look"),
    _command("panel_path", "f4", "Path", "Show the critical path", "Look"),
    _command("panel_waste", "f5", "Waste", "Show the highlights of waste", "Look"),
    _command("next_pane", "tab", "Next pane", "Go to the next pane", "Look"),
    _command("previous_pane", "shift+tab", "Pane before", "Go to the pane before", "Look"),
    _command("passes", "&", "Passes", "What each pass of a workshop asks, and what is missing", "Workshop"),
    _command(
        "missing_next", "}", "Next gap", "Select the next figure that the pass lacks", "Workshop", _STAGE
    ),
    _command("missing_before", "{", "Gap before", "Select the one before", "Workshop", _STAGE),
    _change("park", "Q", "Parking lot", "Remarks that belong to no stage", "Workshop"),
    _command("timer", "@", "Timer", "Count minutes down in the title", "Workshop"),
    _command("save", "s ctrl+s", "Save", "Save the map", "File", in_footer=True),
    _command("save_as", "S", "Save as", "Save the map under another name", "File"),
    _command("open", "O", "Open", "Open another map", "File"),
    _command("report", "f8", "Report", "Preview the report; save it as prose, Markdown or HTML", "File"),
    _command("export", "f7", "Export", "Write the map as a picture, a diagram, a table or JSON", "File"),
    _command("import_source", "F", "Import", "Read a table, an event log or JSON as a new map", "File"),
    _command("new", "ctrl+n", "New", "Start a new map", "File"),
    _command("suspend", "ctrl+z", "Shell", "Go to the shell; fg comes back", "File"),
    _command("quit", "q ctrl+q", "Quit", "Leave; unsaved work is asked about", "File"),
    _command("settings", "", "Settings", "Looks, panels and calendar of new maps, for all maps", "Help"),
    _command("theme", "", "Theme", "Choose the colours, shown at once", "Help"),
    _command("rebind", "", "Other keys", "Give a command other keys", "Help"),
    _command(
        "palette",
        ": ctrl+p",
        "Commands",
        "Type a command by its name, or :w :q :e FILE",
        "Help",
        in_footer=True,
    ),
    _command(
        "help", "? f1", "Help", "Show what is selected, the legend and every command", "Help", in_footer=True
    ),
    _command("cancel", "escape", "Back", "Close what is open", "Help"),
)

COMMANDS: Final = {command.id: command for command in _MAP}
"""Every command of the map screen by its id, in the order of the help screen."""

KEY_NAMES: Final = {
    "enter": "⏎",
    "escape": "Esc",
    "tab": "Tab",
    "shift+tab": "Shift+Tab",
    "up": "↑",
    "down": "↓",
    "left": "←",
    "right": "→",
}


def key_name(key: str) -> str:
    """Show a key as people write it.

    >>> key_name("ctrl+s"), key_name("f2"), key_name("a"), key_name("home")
    ('Ctrl+S', 'F2', 'a', 'Home')
    """
    if key in KEY_NAMES or len(key) == 1:
        return KEY_NAMES.get(key, key)
    *modifiers, last = key.split("+")
    words = [name_of(part) for part in modifiers]
    return "+".join([*words, last.upper() if len(last) == 1 else name_of(last)])


def keys_page(keys_of: Callable[[Command], tuple[str, ...]] = attrgetter("keys")) -> str:
    """Return every command with its keys, id and help as a Markdown table: `vsmap keys`, docs/keys.md."""
    lines = ["| Keys | Command | Does |", "|---|---|---|"]
    for command in COMMANDS.values():
        keys = " ".join(f"`{'&#124;' if key == '|' else key_name(key)}`" for key in keys_of(command))
        lines.append(f"| {keys or f'`:{command.id}`'} | `{command.id}` | {command.help} |")
    return "\n".join(lines) + "\n"
