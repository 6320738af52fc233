"""A value stream as cells on a character grid: layout, tracks, glyphs.

Pure functions over plain numbers and texts; all but `scene` rest on the standard library alone. Structure is
laid out once per structural edit; figures are written at drawing time and never move anything:

    from vsmap.drawing.card import Arrow, Card, Role, Segment
    from vsmap.drawing.draw import draw
    from vsmap.drawing.glyphs import ASCII, UNICODE
    from vsmap.drawing.layout import layout
    from vsmap.drawing.pointing import at, nearest
    from vsmap.drawing.shape import BOX, CHIP, Shape, Viewport, data_box

    shape = Shape(stages=4, flows=((0, 1), (0, 2), (1, 3), (2, 3)), rework=((3, 1),))
    laid_out = layout(shape, BOX)                      # or CHIP, or data_box(figures=6)
    laid_out = layout(edited_shape, BOX, laid_out)     # after an edit: unchanged blocks are taken over

    laid_out.width, laid_out.height                    # cells of the whole drawing
    laid_out.box(2)                                    # Box(x, y, width, height) of a stage
    laid_out.rank(2), laid_out.stages(rank)            # its column; the stages of a column from top to bottom
    at(laid_out, x, y)                                 # Hit(stage=...) or Hit(arrow=...) or Hit()
    nearest(laid_out, 2, "up")                         # the next stage in a direction, or None

With `Shape(..., swimlanes=(0, 0, 1, 1))` the stages of each lane keep to rows of their own, which
`laid_out.swimlane(1)` gives. `vsmap.drawing.picture.largest_that_fits` chooses the largest detail at
which all is seen; `vsmap.drawing.scene` makes cards and arrows of a map and its analysis.

An *arrow* is a number: flows first, then rework, in the order given in the shape.

    def card(stage: int) -> Card:                      # asked for visible stages only: make it on demand
        return Card(
            title="Design",
            figures=((Segment("PT 2h   LT 5d", Role.FIGURE),), (Segment("%C&A 90"),)),
            marks=(Segment("!", Role.WASTE),),
            queue="▽120",
            critical=True,
            selected=False,
        )

    arrows = {0: Arrow(critical=True), 1: Arrow(label="30%"), 4: Arrow(label="25%")}
    rows = draw(laid_out, card, arrows, Viewport(x=0, y=0, width=120, height=40), UNICODE)
    text = ["".join(run.text for run in row) for row in rows]   # a row is a tuple of Run(text, role)

The timeline ladder of the critical path, in step with the scroll, and the wrapped view:

    from vsmap.drawing.ladder import Step, ladder
    from vsmap.drawing.strips import draw_wrapped
    from vsmap.drawing.wrap import wrap

    steps = (Step(0, wait="", process="2h"), Step(1, wait="8d", process="1d"))
    high, low = ladder(laid_out, steps, x=0, size=120, glyphs=UNICODE)
    view = wrap(laid_out, width=80, steps=steps)       # steps may be left out: no ladder beneath the strips
    rows = draw_wrapped(view, card, arrows, (0, view.height), UNICODE)      # any span of rows
    view.box(2), view.cell(x, y)                       # where a stage is; the cell of the drawing seen there

Every row is as wide as the viewport. The critical path is heavy and marked ◆, the selected box double; roles
(`Role`) are for colours on top of that.
"""
