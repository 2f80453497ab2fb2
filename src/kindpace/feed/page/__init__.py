"""The page for phones: one file that plays, reads along, and shows how to subscribe."""
