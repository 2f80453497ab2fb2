"""The one walk through the rooms: `planning` up to the timeline, `making` up to the track."""
