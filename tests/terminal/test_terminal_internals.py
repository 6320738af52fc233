"""The private names of Textual that output by difference uses are all guarded."""

import ast
import inspect
from collections.abc import Iterator

import pytest
from textual import _compositor
from textual.app import App
from textual.drivers.linux_driver import LinuxDriver
from textual.screen import Screen

from vsmap.terminal import failure, internals, output, sequences, steady, steady_driver, supported
from vsmap.terminal.steady import SteadyTerminal


@pytest.fixture(autouse=True)
def looked_up_afresh() -> Iterator[None]:
    """Make each test look at Textual anew."""
    supported.cache_clear()
    yield
    supported.cache_clear()


def test_the_installed_textual_is_supported() -> None:
    """Every private name is there as it is used; a Textual that changes one fails here."""
    assert supported()
    assert internals.supported_driver()


def private_names(source: str) -> set[str]:
    """Give the private attributes that a module takes from anything but itself and its own classes."""
    tree = ast.parse(source)
    own = {
        node.target.id
        for node in ast.walk(tree)
        if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name)
    }
    own |= {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}
    own |= {
        name.id
        for node in ast.walk(tree)
        if isinstance(node, ast.Assign)
        for name in node.targets
        if isinstance(name, ast.Name)
    }
    attributes = [node for node in ast.walk(tree) if isinstance(node, ast.Attribute)]
    own |= {node.attr for node in attributes if isinstance(node.ctx, ast.Store) and _is_self(node.value)}
    used = {node.attr for node in attributes}
    return {name for name in used - own if name.startswith("_") and not name.startswith("__")}


def _is_self(node: ast.expr) -> bool:
    return isinstance(node, ast.Name) and node.id == "self"


def test_every_private_name_in_use_is_guarded() -> None:
    """A private name that is used without being in a table would break without a word."""
    methods = (*internals.SIGNATURES, *internals.DRIVER_SIGNATURES, *internals.PROPERTIES)
    members = {name.rpartition(".")[2] for name in methods}
    guarded = members.union(*internals.ATTRIBUTES.values(), *internals.DRIVER_ATTRIBUTES.values())
    modules = (output, failure, internals, steady_driver, sequences, steady)
    used = set().union(*(private_names(inspect.getsource(module)) for module in modules))
    assert used <= guarded
    assert {name for name in guarded if name.startswith("_") and not name.startswith("__")} <= used | {
        *("_display", "_fatal_error", "_get_terminal_size", "_handle_exception")
    }


def test_another_textual_keeps_its_own_driver(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where a name that the steady driver needs is gone, Textual's own drives the terminal."""
    usual = SteadyTerminal[None]().get_driver_class()
    assert usual is steady_driver.SteadyDriver
    monkeypatch.delattr(LinuxDriver, "_get_terminal_size")
    internals.supported_driver.cache_clear()
    assert SteadyTerminal[None]().get_driver_class() is LinuxDriver
    internals.supported_driver.cache_clear()


@pytest.mark.parametrize(
    ("owner", "name"),
    [
        (App, "_display"),
        (App, "_background_screens"),
        (_compositor, "ChopsUpdate"),
        (_compositor.Compositor, "render_update"),
    ],
)
def test_a_textual_without_a_name_is_not_supported(
    owner: object, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where something is missing, output by difference steps aside."""
    monkeypatch.delattr(owner, name)
    assert not supported()


@pytest.mark.parametrize("owner", [App, _compositor.ChopsUpdate, _compositor.LayoutUpdate, Screen])
def test_a_textual_that_is_made_otherwise_is_not_supported(
    owner: type, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Other parameters of a method, or other attributes, count as another Textual."""

    def other(self: object, everything: object) -> None: ...

    monkeypatch.setattr(owner, "_display" if owner is App else "__init__", other)
    assert not supported()
