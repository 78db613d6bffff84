"""The uses of famnet, wiring only: what each command does with its delivery."""

from famnet.pipeline.session import RunOptions, check, demo, family, kin, path, run, synth, table

__all__ = ["RunOptions", "check", "demo", "family", "kin", "path", "run", "synth", "table"]
