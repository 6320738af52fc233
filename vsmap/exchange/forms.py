"""The forms in which a map leaves: one list of them, and the way to each."""

from typing import Final, NamedTuple

from vsmap.exchange.picture.ink import Theme
from vsmap.model.stream import ValueStream


class Options(NamedTuple):
    """How a form is wanted, as far as it has the choice."""

    theme: Theme | None = None
    page: str = ""
    """The name of a page in `picture.pages`; empty for one sheet of the map's own size."""
    columns: int = 0
    detail: str = "box"
    table: str = "stages"
    """Which table of the map, for CSV."""


class Exported(NamedTuple):
    """A map in another form, and what people are told beside it."""

    content: str | bytes
    notes: tuple[str, ...] = ()


PICTURES: Final = frozenset(("svg", "png", "pdf"))
BINARY: Final = frozenset(("png", "pdf"))


def export(stream: ValueStream, form: str, options: Options) -> Exported:
    """Return a map in a form; raises ExtraMissingError where an optional library is needed."""
    if form in PICTURES:
        return _picture(stream, form, options)
    if form == "csv":
        return _csv(stream, options)
    return Exported(_text(stream, form))


def _text(stream: ValueStream, form: str) -> str:
    if form == "mermaid":
        from vsmap.exchange.mermaid import mermaid  # noqa: PLC0415 - only the form asked for

        return mermaid(stream)
    if form == "dot":
        from vsmap.exchange.dot import dot  # noqa: PLC0415 - as above

        return dot(stream)
    if form == "drawio":
        from vsmap.exchange.drawio import drawio  # noqa: PLC0415 - as above

        return drawio(stream)
    from vsmap.exchange.map_json import map_json  # noqa: PLC0415 - as above

    return map_json(stream)


def _csv(stream: ValueStream, options: Options) -> Exported:
    from vsmap.exchange.sheets.writing import left_out_of_stages, sheet  # noqa: PLC0415 - as above

    notes: tuple[str, ...] = ()
    if options.table == "stages" and (left_out := left_out_of_stages(stream)):
        notes = (f"a table of stages can't hold everything; left out: {', '.join(left_out)}",)
    return Exported(sheet(stream, options.table), notes)


def _picture(stream: ValueStream, form: str, options: Options) -> Exported:
    from vsmap.exchange.picture.composing import Wanted, composed  # noqa: PLC0415 - as above
    from vsmap.exchange.picture.pages import PAGES  # noqa: PLC0415 - as above

    page = PAGES.get(options.page)
    columns = options.columns or (page.columns if page else 0)
    picture = composed(stream, Wanted(options.detail, columns))
    if form == "svg":
        from vsmap.exchange.picture.svg import svg  # noqa: PLC0415 - as above

        return Exported(svg(picture, options.theme))
    if form == "png":
        from vsmap.exchange.picture.png import png  # noqa: PLC0415 - as above

        return Exported(png(picture, options.theme))
    from vsmap.exchange.picture.pdf import pdf  # noqa: PLC0415 - as above

    made = pdf(picture, page, options.theme)
    missing = made.without_glyph
    notes = (f"no font of this system has {missing}: ? stands in the PDF",) if missing else ()
    return Exported(made.content, notes)
