"""Who says it: a `Line` in, a spoken `Take` out. The one plug-in seam."""
