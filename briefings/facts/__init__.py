"""Every figure of a report with its value, what it counts, and the words of the source that it comes from.

ledger.of       Report, Source, Env   -> Ledger      each figure, also those inside prose; numbers that are none, with the reason
rules.findings  Ledger                -> findings    what the data say and the sources do not
verify.verify   a finished file, and the one that the data make -> findings
"""
