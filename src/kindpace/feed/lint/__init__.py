"""Looks through any feed, ours or made elsewhere: what apps and directories would stumble over."""
