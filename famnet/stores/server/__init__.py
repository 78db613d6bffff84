"""A Neo4j server of our own on this machine, for an analyst without Docker and for the tests."""

from famnet.stores.server.configuration import Sizing
from famnet.stores.server.lifecycle import Server, answers, named, start, status, stop

__all__ = ["Server", "Sizing", "answers", "named", "start", "status", "stop"]
