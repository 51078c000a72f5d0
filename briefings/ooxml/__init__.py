"""Office Open XML packages: their parts, relations and XML, read once for all who look at a deck, and written."""
