"""Common first names in France, by gender and by when, or where, families mostly chose them."""

from __future__ import annotations

from focuskit.model.names import name_key

_F = {
    "1": (
        "Sylviane Annick Marie Jeanne Simone Yvette Denise Paulette Madeleine Suzanne "
        "Lucienne Germaine Odette "
        "Raymonde Renée Jacqueline Huguette Ginette Marcelle Georgette Thérèse Yvonne Andrée Colette "
        "Gisèle Henriette Josette Solange Micheline Arlette Bernadette Monique"
    ),
    "2": (
        "Catherine Martine Françoise Christine Nicole Sylvie Nathalie Isabelle Véronique Brigitte "
        "Chantal Dominique Annie Patricia Corinne Sophie Valérie Florence Pascale Laurence Evelyne "
        "Elisabeth Agnès Marielle Ghislaine Danielle Michèle Jocelyne Muriel Béatrice Anne Hélène "
        "Odile Sabine Carole Claudine Nadège Maryse Mireille Joëlle Viviane Régine Marie-Christine "
        "Anne-Marie Marie-Claude Marie-Hélène"
    ),
    "3": (
        "Julie Aurélie Céline Émilie Amélie Élodie Laetitia Stéphanie Virginie Sandrine Karine "
        "Delphine Audrey Mélanie Pauline Marion Laura Camille Charlotte Anaïs Marine Lucie Mathilde "
        "Justine Claire Aline Magali Séverine Caroline Angélique Vanessa Jennifer Fanny Morgane Laure "
        "Gaëlle Gwenaëlle Noémie Solène Elsa Coralie Perrine Nadia Sarah Alice Cécile "
        "Estelle Myriam Anne-Sophie Sonia Maud Lucile"
    ),
    "4": (
        "Emma Léa Manon Chloé Inès Jade Louise Lina Zoé Lola Eva Clara Romane Juliette Maëlys Ambre "
        "Agathe Léonie Rose Nina Louna Océane Mila Léna Anna Elena Margaux Capucine Apolline"
    ),
    "maghreb": "Fatima Samira Leïla Yasmine Khadija Aïcha Naïma Malika Zohra Houria Karima Soraya",
    "sahel": "Fatou Fatoumata Aminata Mariam Awa Aïssatou Kadiatou Rokia Coumba Oumou",
}
_M = {
    "1": (
        "Jean André Pierre Roger Marcel René Georges Raymond Louis Henri Maurice Lucien Robert Émile "
        "Fernand Gaston Albert Léon Paul Claude Guy Gilbert Bernard Joseph Jacques Michel Yves Gérard "
        "Serge Edmond"
    ),
    "2": (
        "Philippe Alain Patrick Christian Daniel Thierry Pascal Éric Laurent Didier Bruno Gilles Marc "
        "François Olivier Jean-Pierre Jean-Claude Jean-Luc Jean-Paul Jean-Marc Jean-François Denis "
        "Hervé Franck Frédéric Stéphane Dominique Joël Régis Rémi Thibault Lionel Fabrice Xavier "
        "Vincent Étienne Benoît Luc Loïc Yann"
    ),
    "3": (
        "Nicolas Julien Sébastien David Christophe Cédric Jérôme Guillaume Alexandre Thomas Mathieu "
        "Matthieu Maxime Romain Anthony Kevin Jérémy Benjamin Arnaud Ludovic Fabien Damien Grégory "
        "Clément Quentin Florian Simon Antoine Adrien Baptiste Mickaël Samuel "
        "Bastien Aurélien Cyril Charles Édouard Pierre-Yves Gaël Erwan Tristan Martin "
        "Victor Valentin Corentin Dylan"
    ),
    "4": (
        "Lucas Enzo Nathan Hugo Louis Léo Théo Gabriel Raphaël Arthur Jules Ethan Noah Mathis Tom "
        "Sacha Timéo Nolan Liam Axel Adam Maël Eliott Gabin Malo Augustin Robin Evan Oscar"
    ),
    "maghreb": "Karim Mehdi Mohamed Rachid Youssef Rayan Ali Ahmed Hassan Omar Bilal Kamel Nordine",
    "sahel": "Ousmane Mamadou Ibrahima Abdoulaye Moussa Seydou Boubacar Amadou Cheikh Souleymane",
}
_SURNAMES = (
    "Morel Garnier Lambert Faure Mercier Blanchet Guérin Boyer Chevallier Perrin Renaud Caron Vidal Leclercq "
    "Picard Brunet Gaillard Barbier Renard Schmitt Rolland Lemaire Aubert Dumas Fabre Meunier Colin Mallet "
    "Besnard Pichon Lacroix Bourgeois Delattre Poirier Prévost Tessier Carpentier Maillard Baudry Rey"
)

GIVEN_NAMES = {
    name_key(name): (gender, generation)
    for gender, names in (("f", _F), ("m", _M))
    for generation, words in names.items()
    for name in words.split()
}
"""Gender (``f``, ``m``) and group of each by its key: ``1`` before 1950 … ``4`` since 2000, or an origin."""

ALSO_WORDS = frozenset(
    {
        "pierre",
        "rose",
        "claire",
        "jade",
        "ambre",
        "clement",
        "capucine",
        "romane",
        "louise",
        "martin",
        "tom",
        "luc",
    }
)
"""Names that are words too: alone at the beginning of a sentence they tell nothing."""


def names_like(key: str) -> list[str]:
    """Return the first names of the same gender and group as one; surnames for any other name."""
    known = GIVEN_NAMES.get(key)
    if known is None:
        return _SURNAMES.split()
    gender, generation = known
    return (_F if gender == "f" else _M)[generation].split()
