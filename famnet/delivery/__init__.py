"""Deliveries: the contract, the reader with its checks, and the writer of tables."""
