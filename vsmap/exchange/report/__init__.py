"""The report of a map: its content once, written as HTML, as Markdown, or as prose that is read aloud."""
