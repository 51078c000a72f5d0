"""Builds: which documents, in which processes, within which limits, and what the manifest says of them."""
