"""First names: whether they are words too, and which others may stand for one."""

from __future__ import annotations

from functools import cache

from focuskit.language.name_lists import first_names, surnames
from focuskit.language.ordinary_words import is_ordinary
from focuskit.model.names import name_key

_COMMON = 200
"""Rank up to which a first name is taken for one although a dictionary has it (*jean*, *vincent*)."""
_ALIKE = 40
_MOST_SURNAMES = 600
_WORDS = (
    "pierre rose claire jade ambre clement capucine romane martin tom marine marin aurore marguerite "
    "violette olive blanche reine france victoire constance constant clemence martial noel ange iris "
    "flore garance angelique anis barbe vital fortune desire aime aimee honore prosper felicite celeste "
    "lilas cerise prune juste parfait eden robin line eve diane melodie jasmine alizee germain oceane "
    "richard micheline mai avril juin fleur perle urbain urbaine dimanche aube ete or mari alcide "
    "narcisse casimir ana mya doudou toto nini kiki momo fifi mimi loulou titi jojo lulu pierrot max polo"
)
_WORDS_TOO = frozenset(_WORDS.split())
"""Frequent first names that are met as words in talk; of rarer ones the dictionary tells."""
_SHORT_FORMS = (
    "Véro Babeth Manu Jojo Fred Seb Steph Nath Isa Caro Gégé Dédé Mimi Titi Lulu Loulou Nono Momo Jeannot "
    "Pierrot Bébert Paulo Toto Riri Zaza Nini Kiki Fanfan Jeanjean Phiphi Doudou Cathy Cricri "
    "Alex Max Greg "
    "Nico Juju Polo Mumu Lili Fifi Gwen Gab Sam Tof Mado Nanou Ludo Ludi Domi Patou Marco Dom Flo"
)
_NICKNAMES = frozenset(map(name_key, _SHORT_FORMS.split()))
_NICKNAME_RANK = 150
_ORIGINS = {
    "f": {
        "maghreb": "Fatima Samira Leïla Yasmine Khadija Aïcha Naïma Malika Zohra Houria Karima Soraya Nadia "
        "Rachida Djamila Farida Zineb Hanane Nawel Ouarda",
        "sahel": "Fatou Fatoumata Aminata Mariam Awa Aïssatou Kadiatou Rokia Coumba Oumou Bintou Fanta Hawa "
        "Ramatoulaye Maïmouna",
        "iberia": "Maria Dolores Carmen Fernanda Rosa Lucinda Conceição Pilar Mercedes Ana Luisa Manuela",
        "turkey": "Ayşe Fatma Elif Zeynep Emine Hatice Özlem Sevgi Derya Gülay",
        "vietnam": "Linh Lan Mai Thuy Huong Hoa Phuong Thanh Ngoc Trang",
        "slavic": "Olga Tatiana Natalia Irina Svetlana Oksana Halina Danuta Ewa Agnieszka",
    },
    "m": {
        "maghreb": "Mohamed Ahmed Karim Rachid Farid Youssef Mehdi Hassan Omar Nordine Abdel Kamel Mourad "
        "Samir Toufik Brahim Mustapha Djamel Hakim Larbi",
        "sahel": "Mamadou Ibrahima Ousmane Moussa Boubacar Amadou Seydou Souleymane Abdoulaye Modibo Cheikh "
        "Adama Lassana Bakary Issa",
        "iberia": "José Manuel Antonio Joaquim Carlos João Paulo Fernando Luis Miguel Ramón Pedro",
        "turkey": "Mehmet Mustafa Ali Hüseyin Hasan Murat Emre Yusuf Kemal Serkan",
        "vietnam": "Minh Tuan Hung Dung Thanh Duc Nam Quang Hai Long",
        "slavic": "Piotr Pawel Andrzej Sergueï Igor Dimitri Ivan Oleg Marek Tomasz",
    },
}
_SURNAME_ORIGINS = {
    "maghreb": "Benali Haddad Mansouri Belkacem Cherif Bouzid Hamdi Saïdi Benhamou Amrani Toumi Khelifi "
    "Meziane Rahmani",
    "sahel": "Diallo Traoré Coulibaly Diarra Sow Ndiaye Diop Camara Keita Cissé Konaté Barry Touré Sissoko",
    "iberia": "Garcia Martinez Silva Lopez Fernandes Pereira Gomes Sanchez Rodrigues Ferreira Torres Ramos",
    "vietnam": "Nguyen Tran Pham Hoang Phan Dang Huynh Duong",
    "slavic": "Kowalski Nowak Wisniewski Ivanov Petrov Lewandowski Zielinski Kaminski Novak Popov",
}
_MARKS = (
    ("maghreb", ("ben", "bou", "bel"), ("oui", "aoui", "ani", "ini", "addad", "kroun")),
    ("slavic", (), ("ski", "sky", "icz", "ov", "ova", "czyk", "enko")),
    ("iberia", ("da silva", "dos ", "de sous"), ("ez", "eira", "eiro", "inho")),
)


@cache
def rank_of(key: str) -> int | None:
    """Return how frequent a first name is (1: the most), ``None`` for what is none."""
    if key in first_names():
        return first_names()[key].rank
    if key in _NICKNAMES:
        return _NICKNAME_RANK
    return _COMMON if any(key in names for by in _by_origin().values() for names in by.values()) else None


@cache
def is_word_too(key: str) -> bool:
    """Tell whether a name, by its key, is an ordinary word as well: ``pierre``, ``rose``."""
    if key in _WORDS_TOO:
        return True
    rank = rank_of(key)
    if rank is not None and rank <= _COMMON:
        return False
    return any(is_ordinary(part) for part in key.split())


@cache
def _by_origin() -> dict[str, dict[str, dict[str, str]]]:
    return {
        gender: {origin: {name_key(name): name for name in names.split()} for origin, names in by.items()}
        for gender, by in _ORIGINS.items()
    }


def names_like(key: str) -> list[str]:
    """Return first names of the same gender, generation or origin, and frequency; surnames for another name.

    Compound names are like compound names. A surname is like others of the same origin, as far as its form
    tells it.
    """
    for by in _by_origin().values():
        for names in by.values():
            if key in names:
                return list(names.values())
    known = first_names().get(key)
    if known is None:
        return _surnames_like(key)
    near = sorted(
        (
            one
            for other, one in first_names().items()
            if one.gender == known.gender
            and one.generation == known.generation
            and (" " in other) == (" " in key)
            and other not in _WORDS_TOO
        ),
        key=lambda one: abs(one.rank - known.rank),
    )
    return [one.name for one in near[:_ALIKE]]


def _surnames_like(key: str) -> list[str]:
    for names in _SURNAME_ORIGINS.values():
        if key in map(name_key, names.split()):
            return names.split()
    for origin, beginnings, endings in _MARKS:
        if key.startswith(beginnings) or key.endswith(endings):
            return _SURNAME_ORIGINS[origin].split()
    listed = list(surnames().items())[:_MOST_SURNAMES]
    return [name for other, name in listed if other not in first_names() and not is_ordinary(other)]
