"""The suites here run on every store; the Neo4j store gets a real server."""

from real_server import neo4j_server, neo4j_url, own_server

__all__ = ["neo4j_server", "neo4j_url", "own_server"]
