"""Text: fonts, shaping, the bidirectional algorithm, line breaking and measuring; one engine for both formats."""
