"""One module per step of a study. Wires the parts, returns a frozen summary, never prints."""
