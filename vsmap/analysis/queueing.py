"""How long items wait where several people serve one queue (M/M/c; Erlang C)."""

from typing import Final

MANY: Final = 1000
"""More servers than these are not a queue that anybody waits in."""


def waiting_time(arrivals: float, service: float, servers: int) -> float | None:
    """Return the mean hours in the queue, or None where it grows without end or has too many servers.

    `arrivals` and `service` are items an hour, of the whole queue and of one server (Gross & Harris,
    Fundamentals of Queueing Theory). Erlang B by its recursion, which does not overflow.

    >>> round(waiting_time(6, 3, 3) + 1 / 3, 7)
    0.4814815
    """
    if servers > MANY or arrivals >= servers * service:
        return None
    load, blocked = arrivals / service, 1.0
    for server in range(1, servers + 1):
        blocked = load * blocked / (server + load * blocked)
    waits = blocked / (1 - load / servers * (1 - blocked))
    return waits / (servers * service - arrivals)
