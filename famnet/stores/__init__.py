"""Stores: where a graph is kept, each behind the same gates."""

from famnet.stores.derived import Derived
from famnet.stores.info import Counts, Status, StoreInfo
from famnet.stores.opening import open_store
from famnet.stores.scope import Scope
from famnet.stores.store import Store

__all__ = ["Counts", "Derived", "Scope", "Status", "Store", "StoreInfo", "open_store"]
