"""Reference data of the field: partners, hand-overs, life domains, signals, measures, criteria."""

from famnet.catalogue.catalogue import Catalogue, load_catalogue

__all__ = ["Catalogue", "load_catalogue"]
