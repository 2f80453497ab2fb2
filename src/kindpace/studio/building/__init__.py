"""From a folder of scripts, or a programme, to a whole podcast folder."""
