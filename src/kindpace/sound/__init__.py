"""How it sounds: a `Timeline` and its takes in, mastered audio out, span by span."""
