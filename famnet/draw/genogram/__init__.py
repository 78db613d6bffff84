"""The genogram: who belongs to whom, in McGoldrick's signs, generations in rows."""
