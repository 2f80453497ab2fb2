"""Weeks of runs and rest: what was written about them in, a `Programme` and its days out."""
