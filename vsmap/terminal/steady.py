"""An application whose work is safe whatever its terminal does."""

from textual.app import ReturnType
from textual.driver import Driver

from vsmap.terminal.internals import supported_driver
from vsmap.terminal.output import DifferenceOutput


class SteadyTerminal(DifferenceOutput[ReturnType]):
    """Uses the steady driver wherever Textual would use its own for such a terminal."""

    def get_driver_class(self) -> type[Driver]:
        """Give the driver, if the installed Textual is built as it needs it."""
        usual = super().get_driver_class()
        if usual.__name__ != "LinuxDriver" or not supported_driver():
            return usual
        from vsmap.terminal.steady_driver import SteadyDriver  # noqa: PLC0415 - it exists where Textual's exists

        return SteadyDriver

    def keep_safe(self) -> None:
        """Bring work to safety, now that the program may end at any moment; override this."""

    def tell_cut_paste(self) -> None:
        """Say that a paste was too long to be kept whole."""
        told = "the paste was cut: it was longer than a million characters"
        self.notify(told, severity="error", timeout=12, markup=False)
