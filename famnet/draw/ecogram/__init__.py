"""The ecogram: the households in the middle, the partners around them by chain."""
