"""Policy only: the grant, pseudonyms and the audit log."""

from famnet.governance.audit import record
from famnet.governance.grant import Grant, demand, grant_for
from famnet.governance.pseudonyms import pseudonyms

__all__ = ["Grant", "demand", "grant_for", "pseudonyms", "record"]
