"""Mermaid, DOT, draw.io and JSON: other tools take what leaves, whatever a map's texts hold."""

import json
import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from builders import stream, with_stage
from defusedxml.ElementTree import fromstring
from headless import Headless, sample
from hostile_map import NAMES, commands_in, hostile_file, hostile_stream

from vsmap.exchange.dot import dot
from vsmap.exchange.drawio import drawio
from vsmap.exchange.map_json import map_json, read_map_json
from vsmap.exchange.mermaid import mermaid
from vsmap.model.stream import ValueStream
from vsmap.storage.reader import read_map

SAMPLES = ("deployment-in-months", "lean-enterprise", "acme-stamping", "blank")
MERMAID = os.environ.get("VSMAP_MERMAID", "")
"""A folder in which `npm install mermaid jsdom` was run; the tests never fetch anything themselves."""
_NODE = """
import { JSDOM } from 'jsdom';
import fs from 'node:fs';
const dom = new JSDOM('<!DOCTYPE html><body></body>');
globalThis.window = dom.window; globalThis.document = dom.window.document;
const { default: mermaid } = await import('mermaid');
const text = fs.readFileSync(0, 'utf8');
await mermaid.parse(text);
const body = text.replace(/^---[\\s\\S]*?\\n---\\n/, '');
const db = (await mermaid.mermaidAPI.getDiagramFromText(body)).db;
console.log(JSON.stringify({vertices: db.getVertices().size, edges: db.getEdges().length}));
"""


def streams() -> list[ValueStream]:
    """Return the samples that teach, and the hostile map."""
    return [*(read_map(sample(name)) for name in SAMPLES), hostile_stream()]


@pytest.mark.skipif(shutil.which("dot") is None, reason="Graphviz is not installed")
def test_graphviz_reads_every_dot_and_finds_the_same_map() -> None:
    """Graphviz itself counts our stages and arrows, and reads back the very names, hostile ones too."""
    for each in streams():
        done = subprocess.run(
            ["dot", "-Tjson"], input=dot(each).encode(), capture_output=True, timeout=60, check=True
        )
        assert not done.stderr
        read = json.loads(done.stdout)
        assert len(read.get("objects", [])) == len(each)
        assert len(read.get("edges", [])) == len(each.flows()) + len(each.reworks())
        drawn = [op["text"] for node in read.get("objects", []) for op in node["_ldraw_"] if op["op"] == "T"]
        for stage in each:
            if commands_in(stage.name) or "\n" in stage.name:
                continue
            assert stage.name in [text.replace("&amp;", "&") for text in drawn]


@pytest.mark.skipif(not MERMAID or shutil.which("node") is None, reason="no Mermaid: see VSMAP_MERMAID")
def test_mermaid_reads_every_chart_and_finds_the_same_map() -> None:
    """Mermaid's own parser finds every stage and every arrow, and no directive in a name."""
    script = Path(MERMAID) / "count-for-tests.mjs"
    script.write_text(_NODE)
    for each in streams():
        done = subprocess.run(
            ["node", script.name], input=mermaid(each).encode(), cwd=MERMAID, capture_output=True, check=False
        )
        assert done.returncode == 0, done.stderr.decode()
        found = json.loads(done.stdout)
        assert found == {"vertices": len(each), "edges": len(each.flows()) + len(each.reworks())}


def test_a_mermaid_chart_is_one_statement_a_line() -> None:
    """Whatever a name holds stays inside its quotes: one line a stage, one an arrow, nothing else."""
    for each in streams():
        body = mermaid(each).split("flowchart LR\n")[1].splitlines()
        stages = [
            line
            for line in body
            if re.fullmatch(
                r'  s\d+\["[^"`<>#%]*(?:(?:#\w+;|<br/>|%(?!%))[^"`<>#%]*)*"\](?::::critical)?', line
            )
        ]
        arrows = [line for line in body if re.fullmatch(r'  s\d+ -\.?->(?:\|"[^"|]*"\|)? s\d+', line)]
        assert len(stages) == len(each)
        assert len(arrows) == len(each.flows()) + len(each.reworks())
        assert len(body) == len(stages) + len(arrows) + 2


def test_mermaid_shows_figures_shares_and_rework() -> None:
    """A small map as it is meant to be read."""
    given = stream("Design 2d/2w 70% @Arch -> Test 1d/1w; Test ~25%~> Design")
    assert mermaid(given).split("flowchart LR\n")[1].splitlines()[1:] == [
        '  s1["Design<br/>@ Arch<br/>PT 2d · LT 2w · %C#amp;A 70"]:::critical',
        '  s2["Test<br/>PT 1d · LT 1w"]:::critical',
        "  s1 --> s2",
        '  s2 -.->|"25 %"| s1',
        "  classDef critical stroke-width:4px",
    ]


def test_draw_io_finds_a_diagram_of_lean_shapes() -> None:
    """The structure that draw.io reads: unique ids, ends that exist, a geometry each, plain texts."""
    for each in streams():
        root = fromstring(drawio(each).encode())
        assert root.tag == "mxfile"
        cells = root.findall("./diagram/mxGraphModel/root/mxCell")
        ids = [cell.get("id") for cell in cells]
        assert len(set(ids)) == len(ids)
        assert ids[:2] == ["0", "1"]
        for cell in cells[2:]:
            assert cell.get("parent") == "1"
            geometry = cell.find("mxGeometry")
            assert geometry is not None
            assert geometry.get("as") == "geometry"
            assert "html=0" in (cell.get("style") or "")
        edges = [cell for cell in cells if cell.get("edge") == "1"]
        assert all(edge.get("source") in ids and edge.get("target") in ids for edge in edges)
        assert len(edges) == len(each.flows()) + len(each.reworks()) + len(each.lists["information"])
        named = [cell.get("value") for cell in cells if "manufacturing_process" in (cell.get("style") or "")]
        assert len(named) == len(each)
        assert not commands_in("".join(cell.get("value") or "" for cell in cells))


def test_draw_io_carries_names_whole() -> None:
    """A name with mark-up in it is read back as that very text."""
    root = fromstring(drawio(hostile_stream()).encode())
    values = [cell.get("value") for cell in root.iter("mxCell")]
    assert NAMES[0] in values
    assert NAMES[1] in values
    assert NAMES[3] in values


def test_json_holds_the_whole_map() -> None:
    """The JSON gives back the very map, texts and dates and all; and it is ASCII."""
    for each in streams():
        written = map_json(each)
        assert written.isascii()
        assert read_map_json(json.loads(written), "x.json") == each


def test_json_has_the_metrics_of_the_command(vsmap: Headless) -> None:
    """Beside the map stand the numbers of `vsmap metrics --json`."""
    out = vsmap("export", sample("lean-enterprise"), "--to", "json").out
    assert json.loads(out)["metrics"] == json.loads(vsmap("metrics", sample("lean-enterprise"), "--json").out)


@pytest.mark.parametrize("form", ["svg", "mermaid", "dot", "drawio", "csv", "json"])
def test_no_form_commands_a_terminal(vsmap: Headless, tmp_path: Path, form: str) -> None:
    """Text that leaves has no control character and no override in it."""
    code, out, err = vsmap("export", hostile_file(tmp_path), "--to", form)
    assert code == 0
    assert out
    assert not commands_in(out.replace("\t", ""))
    assert not commands_in(err)


def test_an_unknown_stage_says_nothing_of_figures() -> None:
    """A stage without figures is its name alone, in every diagram."""
    given = with_stage(stream("A -> B"), "A", queue=3)
    assert '  s1["A"]' in mermaid(given)
    assert '"A" [label="A"' in dot(given)


def test_the_future_state_can_leave_too(vsmap: Headless) -> None:
    """--future writes the map with its improvements carried out, and says so in it."""
    now = json.loads(vsmap("export", sample("deployment-in-months"), "--to", "json").out)
    then = json.loads(vsmap("export", sample("deployment-in-months"), "--to", "json", "--future").out)
    assert (now["metrics"]["state"], then["metrics"]["state"]) == ("current", "future")
    assert then["metrics"]["totals"]["lead_time_h"] < now["metrics"]["totals"]["lead_time_h"]


def test_a_file_is_replaced_whole_or_not_at_all(vsmap: Headless, tmp_path: Path) -> None:
    """An export over an older one replaces it; where it can't be written the reason is named."""
    target = tmp_path / "map.mmd"
    target.write_text("old")
    assert vsmap("export", sample("lean-enterprise"), "--to", "mermaid", "-o", target) == (0, "", "")
    assert target.read_text().startswith("---\ntitle: ")
    code, _out, err = vsmap("export", sample("lean-enterprise"), "--to", "dot", "-o", tmp_path / "no" / "x")
    assert code == 4
    assert "the directory does not exist" in err
