"""Suggestions and decisions as a coder meets them: passages, queue, filters, spans, pace. Pure functions."""
