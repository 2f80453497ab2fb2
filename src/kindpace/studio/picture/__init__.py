"""A session as one picture: values first, then painters for SVG, PNG and a page."""
