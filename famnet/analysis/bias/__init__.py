"""Who is flagged: by area, size, age, sex and source, beside what chance alone would do."""

from famnet.analysis.bias.audit import BiasAudit, audit

__all__ = ["BiasAudit", "audit"]
