"""A map on the whole screen, stage by stage."""
