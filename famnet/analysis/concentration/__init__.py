"""More than chance: how far signals of several life domains come together beyond what is expected."""
