"""A map whose texts try to be something else: formulas, mark-up, ends of strings, commands, other scripts."""

from pathlib import Path

from vsmap.model.stream import ValueStream
from vsmap.storage.reader import read_text

NAMES = (
    '=HYPERLINK("http://x")',
    "x]]> --> y[(\"q\")] `md` \\N \\l {a|b} &lt; #quot; %%{init: {'theme':'dark'}}%%",
    "\u202ertl אב emoji 👩‍💻 \n newline\r\n--\n%% </text></svg> \u001b[31m\u0000",
    "'+1 | cell ** <script>alert(1)</script> <!-- --",
)
"""The names of its stages, in their order."""
TEXT = """
[map]
title = "Ha\\"ck ]]> --> ; # {x} %%{init: {}}%% <script>alert(1)</script>\\u001b[31m"
trigger = "</desc><script>"
customer = "\\"/><a href=\\"http://x\\">"
team = "=cmd()"
facilitator = "| --- |"
goal = "# heading"

[stage.a]
name = "=HYPERLINK(\\"http://x\\")"
lane = "a,b;c\\td"
process_time = "1h"
lead_time = "2d"
complete_accurate = 70

[stage.end]
name = "x]]> --> y[(\\"q\\")] `md` \\\\N \\\\l {a|b} &lt; #quot; %%{init: {'theme':'dark'}}%%"
process_time = "~1h"
lead_time = "1w"
queue = 4
estimated = ["queue"]

[stage.c]
name = "\\u202ertl אב emoji 👩‍💻 \\n newline\\r\\n--\\n%% </text></svg> \\u001b[31m\\u0000"
lead_time = "3d"
note = "a\\nb"

[stage.d]
name = "'+1 | cell ** <script>alert(1)</script> <!-- --"

[[flow]]
from = "a"
to = "end"
share = 30

[[flow]]
from = "a"
to = "c"
share = 70
wait_time = "1d"

[[flow]]
from = "end"
to = "d"

[[flow]]
from = "c"
to = "d"
note = "]]>"

[[rework]]
from = "d"
to = "a"
rate = 25

[[information]]
from = "a"
to = "d"
via = "\\"><img src=x>"

[improvement.x]
title = "+cmd|' /C calc'!A0 <b>"
stage = "end"
owner = "@me"
due = 2027-01-31

[[improvement.x.change]]
stage = "end"
set = { lead_time = "1d" }

[[parking]]
text = "<iframe src=http://x>"
"""


def hostile_stream() -> ValueStream:
    """Return the map."""
    return read_text(TEXT, "hostile.vsm.toml")


def hostile_file(folder: Path) -> Path:
    """Write the map into a folder."""
    path = folder / "hostile.vsm.toml"
    path.write_text(TEXT, encoding="utf-8")
    return path


def commands_in(text: str) -> list[str]:
    """Return the characters of a text that could command a terminal or reorder it; none but line ends may."""
    return [
        each
        for each in text
        if (ord(each) < 0x20 and each not in "\r\n")
        or 0x7F <= ord(each) < 0xA0
        or 0x202A <= ord(each) < 0x202F
    ]
