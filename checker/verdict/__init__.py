"""Findings and probabilities → verdict, score and stance."""
