"""Where it goes: tracks become a podcast feed that every app can follow."""
