"""The vocabulary of a study: frozen values, standard library only."""
