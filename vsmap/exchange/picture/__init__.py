"""A map as a picture in lines and letters: the drawing's own cells, traced; as SVG, PNG and PDF."""
