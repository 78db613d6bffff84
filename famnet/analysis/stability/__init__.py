"""How firmly a finding stands: the stability card."""

from famnet.analysis.stability.card import StabilityCard, card, cards
from famnet.analysis.stability.rows import Kind, StabilityRow

__all__ = ["Kind", "StabilityCard", "StabilityRow", "card", "cards"]
