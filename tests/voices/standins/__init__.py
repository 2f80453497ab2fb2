"""Small servers on 127.0.0.1 that answer as the voices' services do, and fail as they may."""
