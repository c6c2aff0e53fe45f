"""An invented study in a few lines."""

CODEBOOK = """
name: essai
version: "1"
facets:
- id: transition
  label: Transition
  codes:
  - id: alimentaire
    label: Transition alimentaire
    rules: [légume, cantine, bio]
    codes:
    - id: production
      label: Produire
      rules: [jardin partagé, potager]
  - id: energetique
    label: Transition énergétique
    rules: [chauffage, isolation, vélo]
- id: levier
  label: Levier
  codes:
  - id: levier
    label: Levier
    rules: [grâce à, ça aide]
    codes:
    - id: reseau
      label: Partenaires
      rules: [partenaire]
- id: frein
  label: Frein
  codes:
  - id: frein
    label: Frein
    rules: [trop cher, pas le temps]
"""

GROUP = """Date : 3 février 2026
Lieu : La Grange

Animatrice : Bonjour à tous. Qu'est-ce qui se fait ici autour de l'alimentation ?
Nadège : Ben le jardin partagé, et la cantine le jeudi. Grâce aux partenaires, hein.
Étienne\u00a0: Le bio, c'est trop cher. [rires]
Nadège : Mm.
Animatrice : Et le chauffage ?
Étienne : L’isolation, on a pas le temps.
"""

INTERVIEW = """Enquêtrice : Vous venez comment ?
Mme Roux : À vélo, c'est trop cher sinon. Et puis le potager, ça aide.
"""

PARTICIPANTS = """pseudonym,label,document,role,structure
Solène,Nadège,groupe.txt,participant,La Grange
Marc,Étienne,groupe.txt,participant,Ressourcerie
Odile,Lucienne,groupe.txt,participant,Ressourcerie
"""
