"""kindpace: write a run, hear it back, kindly."""

__version__ = "0.1.0"
