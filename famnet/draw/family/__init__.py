"""The people of one family network as pictures and pages show them: labels, ages, their rows."""
