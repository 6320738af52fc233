"""An unforeseen exception ends the application, and not with a traceback across the screen."""

from textual.app import App, ReturnType


class QuietFailure(App[ReturnType]):
    """An application that keeps the exception that ended it, for the caller of `run` to report."""

    failure: BaseException | None = None

    def rescue(self) -> None:
        """Bring work to safety, now that nothing else will run; override this."""

    def _fatal_error(self) -> None:
        """End, as `App._fatal_error` does, but leave telling of it to the caller."""
        self.failure = self._exception
        self.rescue()
        self._close_messages_no_wait()
