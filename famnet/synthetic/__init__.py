"""The synthetic region: invented persons, homes, kin and signals, written as a delivery."""

from famnet.synthetic.region import Made, synthesize

__all__ = ["Made", "synthesize"]
