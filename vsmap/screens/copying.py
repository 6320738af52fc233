"""Copying, cutting and pasting stages, within a map, between maps, and between two editors."""

from functools import partial

from vsmap.model.plans import duplicate
from vsmap.model.several import graft, part_of
from vsmap.model.stream import ValueStream
from vsmap.screens import doors
from vsmap.screens.doors import Choice
from vsmap.screens.pasting import Pasting
from vsmap.screens.shaping import Shaping
from vsmap.storage.faults import FileFaults
from vsmap.storage.save import SaveError

_MUCH = 74_000
"""Bytes of OSC 52 beyond which some terminals keep nothing."""
_FORMS = {
    "markdown": ("Markdown", ".md", "a table for a wiki or a ticket"),
    "toml": ("TOML", ".vsm.toml", "a map that vsmap reads"),
}


class Copying(Pasting, Shaping):
    """The actions on what was copied."""

    def action_copy(self) -> None:
        """Copy the chosen stages with what connects them."""
        ids = self.chosen_ids
        if self._copy(ids):
            self.tell(f"{self.named(ids)} copied: p puts a copy in, in any vsmap of yours")

    def action_cut(self) -> None:
        """Copy the chosen stages and take them out."""
        ids = self.chosen_ids
        name = self.named(ids)
        if self._copy(ids) and self.remove_stages(f"cut {name}", ids):
            self.tell(f"{name} cut: p puts a copy in; u brings back what was cut")

    def _copy(self, ids: list[str]) -> bool:
        """Keep stages for every vsmap, and give them to the terminal; return whether they are kept."""
        from vsmap.storage.clipboard import keep_copied  # noqa: PLC0415 - only copying asks for it
        from vsmap.storage.writer import canonical_text  # noqa: PLC0415 - as above

        text = canonical_text(part_of(self.work.stream, ids))
        self.app.copy_to_clipboard(text)
        try:
            keep_copied(text)
        except SaveError as error:
            self.tell(f"copied within this map alone: {error}", is_error=True)
        return True

    def action_paste(self) -> None:
        """Put what was copied last behind the selected stage."""
        from vsmap.storage.clipboard import copied  # noqa: PLC0415 - only pasting asks for it

        text = self.app.clipboard
        try:
            text = copied() or text
        except FileFaults as faults:
            self.tell(f"what another vsmap copied can't be read: {faults}", is_error=True)
        if not text.strip():
            self.tell("nothing was copied yet: y copies the selected stage", is_error=True)
        elif not self.paste_map(text):
            self.paste(text)

    def action_duplicate(self) -> None:
        """Copy the chosen stages behind the last of them."""
        ids, stream = self.chosen_ids, self.work.stream
        if len(ids) == 1:
            copy, edits = duplicate(stream, ids[0])
            self.edit(f"duplicate {self.named(ids)}", edits, selects=copy.id)
        else:
            new, edits = graft(stream, part_of(stream, ids), ids[-1])
            self.edit(f"duplicate {self.named(ids)}", edits, selects=new[-1])

    def action_copy_out(self) -> None:
        """Copy the map, or the marked stages, for another program: to its clipboard or into a file."""
        ids = self.chosen_ids if self.marks else []
        what = self.named(ids) if ids else "the map"
        choices = [
            Choice(f"{form} {way}", f"{label} {where}", beside)
            for form, (label, _, beside) in _FORMS.items()
            for way, where in (("clipboard", "to the clipboard"), ("file", "into a file …"))
        ]

        def copy(picked: str | None) -> None:
            if picked is not None:
                form, _, way = picked.partition(" ")
                part = part_of(self.work.stream, ids) if ids else self.work.stream
                self._copy_out(_text_of(part, form), form, way)

        self.app.push_screen(doors.pick(f"Copy {what} as", choices), copy)

    def _copy_out(self, text: str, form: str, way: str) -> None:
        label, suffix, _ = _FORMS[form]
        if way == "file":
            start = f"{self.file.path.parent}/" if self.file else ""
            screen = doors.file(f"Write {label} into", start, to_save=True, suffix=suffix)
            self.app.push_screen(screen, partial(self.write_out, text))
            return
        self.app.copy_to_clipboard(text)
        size = len(text.encode())
        beyond = " · some terminals keep no more than 74 kB" if size > _MUCH else ""
        self.tell(f"{label} is in the clipboard, if the terminal takes it (OSC 52): {size:,} bytes{beyond}")


def _text_of(stream: ValueStream, form: str) -> str:
    if form == "toml":
        from vsmap.storage.writer import canonical_text  # noqa: PLC0415 - only the form asked for

        return canonical_text(stream)
    from vsmap.exchange.markdown import markdown  # noqa: PLC0415 - as above

    return markdown(stream)
