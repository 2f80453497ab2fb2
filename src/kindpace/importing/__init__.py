"""Other people's scripts: text in the shapes they use -> a session script, and what was left."""
