"""An unforeseen exception ends the application, and not with a traceback across the screen.

One in a worker, beside the interface, does not: what it was to do is not done, and that is said.
"""

from textual.app import App, ReturnType
from textual.worker import WorkerFailed


class QuietFailure(App[ReturnType]):
    """An application that keeps the exception that ended it, for the caller of `run` to report."""

    failure: BaseException | None = None

    def rescue(self) -> None:
        """Bring work to safety, now that nothing else will run; override this."""

    def tell_failed_worker(self, error: BaseException) -> None:
        """Say that something beside the interface failed; override this."""

    def _handle_exception(self, error: Exception) -> None:
        """Handle an exception as `App._handle_exception` does, unless it is a worker's."""
        if isinstance(error, WorkerFailed):
            self.tell_failed_worker(error.error)
        else:
            super()._handle_exception(error)

    def _fatal_error(self) -> None:
        """End, as `App._fatal_error` does, but leave telling of it to the caller."""
        self.failure = self._exception
        self.rescue()
        self._close_messages_no_wait()
