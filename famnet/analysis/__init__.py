"""What follows from the rows: kinship, homes, family networks, episodes, and who knows whom."""
