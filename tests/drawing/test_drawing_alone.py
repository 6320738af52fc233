"""The drawing engine stands on the standard library alone."""

import subprocess
import sys

PROGRAM = """
import sys
before = set(sys.modules)
import vsmap.drawing.draw, vsmap.drawing.pointing, vsmap.drawing.strips
roots = {name.partition(".")[0] for name in set(sys.modules) - before}
print(sorted(root for root in roots if root not in sys.stdlib_module_names))
"""


def test_the_engine_imports_nothing_beyond_the_standard_library() -> None:
    """A fresh interpreter that draws has loaded the package itself and nothing else."""
    done = subprocess.run([sys.executable, "-c", PROGRAM], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "['vsmap']"
