"""A feed's folder for the phones around: over HTTP, careful with whoever asks."""
