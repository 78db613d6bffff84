"""The command line: one thin command per use; parsing here, work in the pipeline."""

from famnet.cli.app import app, main

__all__ = ["app", "main"]
