"""The uses of famnet, wiring only: one file per group of uses, so that each loads only what it needs."""
