"""Fuzzing of everything that reads a file: seeds, changes made to them, and what may not happen.

``bench/fuzz.py`` runs it for minutes, guided by coverage; ``test_fuzzing.py`` for a moment.
"""
