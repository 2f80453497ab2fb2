"""What a finished file keeps of its promises, measured on the file alone."""
