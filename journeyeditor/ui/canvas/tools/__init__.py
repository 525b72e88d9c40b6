"""Gestures: small state machines that own the mouse from a press to its release."""
