"""When it happens: a `Session` and the lengths of its lines in, an exact `Timeline` out."""
