"""The way to each form of a report."""

from vsmap.model.stream import ValueStream


def report_text(stream: ValueStream, form: str) -> str:
    """Return the report of a map in a form."""
    from vsmap.exchange.report.content import report_of  # noqa: PLC0415 - loaded when a report is made

    report = report_of(stream)
    if form == "html":
        from vsmap.exchange.report.html import html  # noqa: PLC0415 - only the form asked for

        return html(report)
    if form == "md":
        from vsmap.exchange.report.markdown import markdown  # noqa: PLC0415 - as above

        return markdown(report)
    from vsmap.exchange.report.spoken import spoken  # noqa: PLC0415 - as above

    return spoken(report)
