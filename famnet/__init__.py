"""famnet: where troubles of several kinds come together in a family network."""
