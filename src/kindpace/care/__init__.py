"""Is it kind and safe: rules over a `Session` and its `Timeline`."""
