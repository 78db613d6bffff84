"""Reference data of the field: partners, hand-overs, life domains, signals, measures, criteria."""

from famnet.catalogue.catalogue import Catalogue, load_catalogue
from famnet.catalogue.integrity import check_integrity
from famnet.catalogue.listing import LISTS, listing

__all__ = ["LISTS", "Catalogue", "check_integrity", "listing", "load_catalogue"]
