"""Countries and regions: what they are called, where their borders run, and how these come onto a page. Nothing is fetched."""
