"""What an optional part of the program needs and is not there."""

from importlib import import_module
from types import ModuleType

EXPORT_EXTRA = "export"


class ExtraMissingError(Exception):
    """A library or font that a form needs is missing; the message says how to get it."""


def needed(module: str, form: str) -> ModuleType:
    """Import a library of the extra `[export]`; raises ExtraMissingError where it is not installed."""
    try:
        return import_module(module)
    except ImportError:
        raise ExtraMissingError(
            f"{form} needs the extra [{EXPORT_EXTRA}]: pip install 'vsmap[{EXPORT_EXTRA}]' "
            f"(no {module.partition('.')[0]} here; SVG and HTML need nothing)"
        ) from None
