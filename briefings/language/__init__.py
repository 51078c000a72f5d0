"""What depends on a language: its numbers, dates, words and marks."""
