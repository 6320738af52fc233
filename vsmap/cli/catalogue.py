"""The headless commands by name: what each does, and an example that runs as it stands."""

from keyword import iskeyword
from typing import Final, NamedTuple


class Command(NamedTuple):
    """One command; the module that `module_of` names carries it out."""

    name: str
    help: str
    example: str


_SAMPLE: Final = "vsmap new - --sample lean-enterprise"

COMMANDS: Final = {
    command.name: command
    for command in (
        Command(
            "check",
            "every fault of the files; with --targets whether each map meets its targets",
            "vsmap new map.vsm.toml --sample lean-enterprise && vsmap check map.vsm.toml --targets",
        ),
        Command(
            "fmt", "write the files in canonical form, with every comment kept", f"{_SAMPLE} | vsmap fmt -"
        ),
        Command(
            "new",
            "write a new map, never over an existing file",
            "vsmap new first-map.vsm.toml --sample istqb-current",
        ),
        Command("samples", "list the sample maps with what each teaches", "vsmap samples"),
        Command("metrics", "the totals, the stages, the highlights", f"{_SAMPLE} | vsmap metrics -"),
        Command(
            "simulate",
            "how long items take, P50, P85 and P95, with a histogram",
            "vsmap new - --sample deployment-in-months | vsmap simulate -",
        ),
        Command("draw", "the map as text", f"{_SAMPLE} | vsmap draw - --width 120"),
        Command(
            "report",
            "what a workshop hands on: map, numbers, what hurts, plan, open questions",
            f"{_SAMPLE} | vsmap report - --to txt",
        ),
        Command(
            "export",
            "the map as a picture, another tool's diagram, a table or JSON",
            f"{_SAMPLE} | vsmap export - --to mermaid",
        ),
        Command(
            "compare",
            "two maps side by side; of one map its current and its future state",
            "vsmap new months.vsm.toml --sample deployment-in-months && vsmap compare months.vsm.toml",
        ),
        Command("recover", "list work that a crash left unsaved, and bring it back", "vsmap recover"),
        Command(
            "import",
            "a stage table, another mapper's file or an event log as a map; without -o only what it would be",
            "printf 'Stage,PT (h),LT (d)\\nDesign,4,5\\nTest,8,10\\n' | vsmap import - -o -",
        ),
        Command(
            "trend",
            "the totals at every commit that changed the map, from git",
            "git init -q . && vsmap new map.vsm.toml --sample istqb-current && git add map.vsm.toml &&"
            " git -c user.name=Me -c user.email=me@localhost commit -qm First && vsmap trend map.vsm.toml",
        ),
        Command("keys", "every command of the editor with its keys", "vsmap keys"),
        Command("completion", "a script that completes vsmap's commands in a shell", "vsmap completion bash"),
    )
}
"""Every headless command, in the order of the help."""


def module_of(command: str) -> str:
    """Return the module that carries a command out; one that is called like a keyword ends in _.

    >>> module_of("draw"), module_of("import")
    ('vsmap.cli.draw', 'vsmap.cli.import_')
    """
    return f"vsmap.cli.{command}{'_' if iskeyword(command) else ''}"
