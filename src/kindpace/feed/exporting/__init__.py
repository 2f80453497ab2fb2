"""A folder of tracks for a phone, by cable: names that any disk takes, in the order of the runs."""
