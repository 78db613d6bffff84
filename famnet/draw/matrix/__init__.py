"""The matrices: life domain by person and household, and who knows whom."""
