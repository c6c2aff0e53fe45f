"""Words by which labels, headers and columns are recognised, in French and English, folded."""

from __future__ import annotations

from types import MappingProxyType

from focuskit.model.documents import Role


def _words(written: str) -> list[str]:
    return written.split()


def _phrases(written: str) -> list[str]:
    return [" ".join(phrase.split()) for phrase in written.split(";")]


_MODERATORS = _words("""
    animateur animatrice anim ani enqueteur enquetrice enqueteuse enq e chercheur chercheuse moderateur
    moderatrice mod interviewer intervieweur intervieweuse intervieweure facilitateur facilitatrice q
    question moderator facilitator researcher
""")
_OBSERVERS = _words("""
    observateur observatrice observer obs
""")
_PARTICIPANTS = _words("""
    enquete enquetee enquetes enquetees interviewe interviewee interviewes interviewees interviewed
    participant participante participants participantes r reponse repondant repondante respondent answer
    locuteur locutrice speaker intervenant intervenante personne temoin habitant habitante beneficiaire
    p
""")

ROLE_WORDS = MappingProxyType(
    dict.fromkeys(_MODERATORS, Role.MODERATOR)
    | dict.fromkeys(_OBSERVERS, Role.OBSERVER)
    | dict.fromkeys(_PARTICIPANTS, Role.PARTICIPANT)
)
"""Role of each role word."""

ROLE_WORDS_AS_WRITTEN = MappingProxyType(
    {
        "enqueteur": "Enquêteur",
        "enquetrice": "Enquêtrice",
        "enqueteuse": "Enquêteuse",
        "moderateur": "Modérateur",
        "moderatrice": "Modératrice",
    }
)
"""Role words whose spelling has accents; the others are written as they are, with a capital."""

CONNECTIVES = frozenset(
    _phrases("""
        a savoir; absents; action; actions; actually; adresse; aim; aims; ainsi; alors; also; and; anecdote;
        animation; annee; annexe; annexes; another example; apres; article; attention; audio; audio file;
        aujourd'hui; aussi; auteur; auteurs; autre chose; autre exemple; autrement dit; avant; avantage;
        avantages; axe; barrier; barriers; benefit; benefits; besoin; besoins; bien; bilan; bon; bref;
        budget; but; buts; c'est-a-dire; c.-a-d.; cad; chapitre; citation; code; commentaire; commentaires;
        conclusion; conclusions; cons; consequence; consequences; consigne; consignes; constat; constats;
        contact; contexte; cost; costs; cout; couts; d'abord; d'autre part; d'une part; date; debut;
        definition; demain; depuis; dernier; dernier point; derniere chose; deux choses; deux points;
        deuxieme; deuxieme chose; deuxieme exemple; deuxieme point; deuxiemement; difficulte; difficultes;
        donc; donnees actuelles; duration; duree; en bref; en conclusion; en fait; en gros; en resume;
        enfin; enjeu; enjeux; enregistrement; ensuite; et alors; et donc; et puis; et surtout; etape; ex;
        example; examples; excuses; exemple; exemples; explication; faiblesse; faiblesses; fichier; fig;
        figure; file; fin; finally; financement; financements; first; firstly; force; forces; frein; freins;
        goal; goals; heure; hier; horaire; horaires; however; http; https; ici; idea; ideas; idee; idees;
        idem; in fact; in short; inconvenient; inconvenients; introduction; issue; issues; jour; la; la
        conclusion; la preuve; la question; langue; last; le but; le constat; le probleme; le resultat;
        legende; les moins; les plus; lever; levers; levier; leviers; lien; liens; lieu; limite; limites;
        link; links; lot; mail; mailto; maintenant; mais; menace; menaces; mise en garde; mission; missions;
        module; moins; mois; moralite; mot; mots cles; mots-cles; moyen; moyens; n.b.; nb; need; needs;
        next; next steps; no; nombre de participants; non; nota; nota bene; notamment; note; note that;
        notes; objectif; objectif principal; objectifs; objet; observation; observations; ok; okay; one
        thing; opportunite; opportunites; option; other; oui; outils; p.s.; page; par exemple; parce que;
        pareil; parenthese; participantes; participants; partie; phase; piste; pistes; place; plus; point;
        points; precision; premier; premier point; premiere; premiere chose; premierement; presentes;
        presents; preuve; prix; problem; probleme; problemes; prochaines etapes; produits; projet; pros; ps;
        puis; question ouverte; questions; questions ouvertes; raison; raisons; rappel; reason; reasons;
        reference; references; relance; remark; remarks; remarque; remarques; reponses; result; resultat;
        resultats; results; resume; sauf que; second; secondly; services; sinon; site; so; soit; solution;
        solutions; sommaire; source; sources; statut; step; steps; strength; strengths; subject; suite;
        sujet; sujets; summary; surtout; synthese; tableau; tags; tel; telephone; thank you; thanks for
        example; thematique; theme; themes; then; third; time; title; titre; topic; topics; total; tout
        d'abord; traduction; transcription; tres bien; trois choses; troisiemement; url; version; voila;
        volet; warning; weakness; weaknesses; well; yes
    """)
)
"""Phrases before a colon that are no speakers, whatever their number."""

FUNCTION_WORDS = frozenset(
    _words("""
        ai alors are as at aussi avait avec avez avoir avons be by c'est ca car ce cela ces cet cette chez
        combien comme comment crois dans did dire disait dit do does donc dont elle elles encore entre es
        est etait etre exemple faire fait faut for from had has have he her his how i ici if il ils in is it
        j'ai je leur leurs ma mais meme mes moins mon my n'a n'est ne non nos not notre nous of on ont ou
        oui our par parce pas pense peut plus pour pourquoi puis qu'elle qu'il qu'on quand que quel quelle
        quelles quels qui quoi sa sais sait sans sera ses she si son sont sous suis sur ta tes that their
        there these they this those to ton tous tout toute toutes tres trop tu va vers veut voila vos votre
        vous was we were what when where which why with without y'a yes you your
    """)
)
"""Words that a name or a role does not hold."""

NAME_PARTICLES = frozenset(
    _words("""
        & + / al and ben bin d da de den der des di do dos du e el et l la le les the van von y
    """)
)
"""Words of a name that may begin with a small letter."""

TITLES = frozenset(
    _words("""
        docteur dr m madame mademoiselle maitre me mlle mm mme mmes monsieur mr mrs ms pr professeur
    """)
)
"""Words that stand before a name."""

HEADER_KEYS = frozenset(
    _words("""
        animation anime audio auteur auteurs code commune conditions context contexte date date:
        duration duree effectif etat enregistrement entretien fichier file heure horaire id
        identifiant interview language langue lieu location n nombre numero n° objet participantes
        participants place presentes presents project projet recording relecture remarques site
        structure subject sujet terrain thematique theme title titre topic transcribed transcripteur
        transcription transcriptrice transcrit statut territoire territory vague version ville wave
    """)
)
"""First words of the keys in a header."""

EVENTS = frozenset(
    _words("""
        applaudissements applause blanc break brouhaha bruit bruits chevauchement coupure crosstalk debut
        fin hesitation inaudible incomprehensible interruption laughs laughter music musique noise pause
        reprise rire rires sic silence silences sonnerie soupir soupirs telephone toux unintelligible
    """)
)
"""Words of annotations in brackets that are events, not people."""
