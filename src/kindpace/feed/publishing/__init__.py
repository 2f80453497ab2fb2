"""A feed's folder put where the world finds it: media first, the feed last, whole at any moment."""
