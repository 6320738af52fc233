"""A power cut at any moment of a save: whatever was not synced may be gone, in any combination."""

import os
import stat
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from typing import Any

import pytest

from vsmap.storage.save import save

OLD, NEW = "old text\n", "new text, which is longer\n" * 50


class Disk:
    """Watches the calls of a save, and knows what may be on the disk after each of them.

    A file's bytes are sure once the file was synced; before, none, half or all of them may be there. A name
    is sure once its directory was synced; before, it may lead to what it led to before.
    """

    def __init__(self, target: Path) -> None:
        self.target = target
        self.moments: list[set[str]] = []
        """After each call, the texts that the target may hold."""
        self._paths: dict[int, str] = {}
        self._written: dict[str, bytes] = {}
        self._is_synced: dict[str, bool] = {}
        self._renamed = self._is_entered = False

    def install(self, patch: pytest.MonkeyPatch) -> None:
        """Watch."""
        for name in ("open", "write", "fsync", "replace"):
            patch.setattr(os, name, self._watched(name, getattr(os, name)))

    def _watched(self, name: str, real: Any) -> Any:  # noqa: ANN401 - any call of the system
        def call(*args: Any, **more: Any) -> Any:  # noqa: ANN401 - as above
            result = real(*args, **more)
            getattr(self, f"_{name}")(result, *args)
            self.moments.append(set(self._may_hold()))
            return result

        return call

    def _open(self, descriptor: int, path: Any, *_rest: Any) -> None:  # noqa: ANN401 - as above
        self._paths[descriptor] = os.fspath(path)

    def _write(self, count: int, descriptor: int, content: Any) -> None:  # noqa: ANN401 - as above
        path = self._paths[descriptor]
        self._written[path] = self._written.get(path, b"") + bytes(content)[:count]
        self._is_synced[path] = False

    def _fsync(self, _result: None, descriptor: int) -> None:
        if stat.S_ISDIR(os.fstat(descriptor).st_mode):
            self._is_entered = self._renamed
        else:
            self._is_synced[self._paths[descriptor]] = True

    def _replace(self, _result: None, source: Any, target: Any) -> None:  # noqa: ANN401 - as above
        assert Path(target) == self.target
        self._renamed = True
        self._written[str(target)] = self._written.pop(str(source))
        self._is_synced[str(target)] = self._is_synced.pop(str(source))

    def _may_hold(self) -> Iterator[str]:
        path = str(self.target)
        new = self._written.get(path, b"").decode()
        contents = [new] if self._is_synced.get(path) else ["", new[: len(new) // 2], new]
        names = [True] if self._is_entered else [False, True] if self._renamed else [False]
        for leads_to_new, content in product(names, contents):
            yield content if leads_to_new else OLD


def test_a_power_cut_leaves_the_old_text_or_the_new_one(tmp_path: Path) -> None:
    """At each moment the file holds one of the two, and once the save has returned the new one for sure.

    Seen to fail with the sync of the file left out (an empty file), and with that of the directory.
    """
    target = tmp_path / "map.vsm.toml"
    target.write_text(OLD)
    disk = Disk(target)
    with pytest.MonkeyPatch.context() as patch:
        disk.install(patch)
        save(target, NEW)
    assert all(moment <= {OLD, NEW} for moment in disk.moments)
    assert disk.moments[-1] == {NEW}
    assert {OLD, NEW} in disk.moments
