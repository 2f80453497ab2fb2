"""What was written: YAML text in, a typed and resolved `Session` out."""
