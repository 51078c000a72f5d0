"""What is asked of finished pages before they are written: every field accounted for, every character with a shape, fit for a printer."""
