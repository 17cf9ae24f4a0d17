"""Across the archive: one key for one person however a wire spells the name, and why equal keys may be two people.

Keys merge without asking, so they are strict: equal letters after the differences between romanisations are folded
away, equal given names after spellings of one name are. Likeness short of that is a question for a person, not for
this module.
"""

import re

from anyascii import anyascii

# One name, many spellings: the first stands for all. English short forms are left out on purpose: Bill is not always
# William.
MALE = """Volodymyr=Vladimir=Volodimir=Uladzimir=Wolodymyr=Володимир,
Oleksandr=Alexander=Aleksandr=Aleksander=Alexandr=Aliaksandr=Olexandr=Олександр,
Serhiy=Serhii=Sergei=Sergey=Sergiy=Sergii=Siarhei=Serhij=Сергій, Andriy=Andrii=Andrey=Andrei=Andrij=Andrew=Андрій,
Oleksiy=Oleksii=Alexei=Alexey=Aleksei=Aleksey=Oleksij=Олексій, Oleh=Oleg=Олег, Ihor=Igor=Ігор,
Mykola=Nikolai=Nikolay=Nicolai=Микола, Mykhailo=Mikhail=Mykhaylo=Michail=Михайло,
Dmytro=Dmitry=Dmitri=Dmitriy=Dmitrii=Дмитро, Yuriy=Yurii=Yuri=Yury=Iurii=Юрій, Petro=Pyotr=Petr=Петро,
Pavlo=Pavel=Павло, Vasyl=Vasily=Vasiliy=Василь,
Yevhen=Yevhenii=Yevheniy=Evgeny=Yevgeny=Evgeniy=Yevgeniy=Eugen=Євген=Євгеній, Viktor=Victor=Віктор,
Vitaliy=Vitalii=Vitaly=Vitali=Віталій, Valeriy=Valerii=Valery=Валерій, Anatoliy=Anatolii=Anatoly=Анатолій, Ivan=Іван,
Kyrylo=Kirill=Kyrill=Кирило, Danylo=Danilo=Данило, Maksym=Maksim=Maxim=Maxym=Максим, Vadym=Vadim=Вадим,
Denys=Denis=Денис, Artem=Artyom=Артем, Borys=Boris=Борис, Bohdan=Bogdan=Богдан,
Hryhoriy=Hryhorii=Grigory=Grigoriy=Григорій, Heorhiy=Georgy=Georgiy=Heorhii=Георгій,
Hennadiy=Gennady=Hennadii=Gennadiy=Геннадій, Leonid=Леонід, Stepan=Степан, Taras=Тарас, Yaroslav=Iaroslav=Ярослав,
Vladyslav=Vladislav=Владислав, Viacheslav=Vyacheslav=Viacheslav=Вʼячеслав, Stanislav=Станіслав,
Sviatoslav=Svyatoslav=Святослав, Rostyslav=Rostislav=Ростислав, Myroslav=Miroslav=Мирослав, Mstyslav=Мстислав,
Ruslan=Руслан, Rustem=Рустем, Roman=Роман, Ostap=Остап, Arsen=Арсен, Arseniy=Arsenii=Арсеній, Nazar=Назар,
Nazariy=Назарій, Tymofiy=Timofey=Тимофій, Tymur=Timur=Тимур, Yakiv=Yakov=Яків, Yosyp=Йосип, Zakhar=Захар,
Zynoviy=Зиновій, Semen=Semyon=Семен, Fedir=Fyodor=Fedor=Федір, Matviy=Matvey=Матвій, Mark=Марк, Lev=Лев,
Liubomyr=Lyubomyr=Любомир, Orest=Орест, Illia=Ilya=Illya=Ілля, Ilko=Ілько, Kostiantyn=Konstantin=Kostyantyn=Костянтин,
Eduard=Едуард, Emil=Еміль, Emin=Емін, Refat=Рефат, Mustafa=Мустафа, Davyd=David=Давид, Markiian=Markiyan=Маркіян,
Mykyta=Nikita=Микита, Nestor=Нестор, Pylyp=Пилип, Platon=Платон, Sava=Сава, Severyn=Северин, Solomon=Соломон,
Todos=Тодос, Tykhon=Тихон, Ustym=Устим, Valentyn=Valentin=Валентин, Vsevolod=Всеволод, Yehor=Egor=Yegor=Єгор,
Yukhym=Юхим, Yulian=Юліан, Luka=Лука, Hlib=Gleb=Гліб, Demian=Демʼян, Ernest=Ернест, Anton=Антон, Adam=Адам,
Rodion=Родіон, Herman=Герман, Klym=Клим, Omelian=Омелян, Panas=Панас, Prokip=Прокіп, Trokhym=Трохим,
Joseph=Джозеф, Joe=Джо, Donald=Дональд, Jens=Єнс, Emmanuel=Еммануель, Olaf=Олаф, Rishi=Ріші, Antonio=Антоніо,
Josep=Жозеп, Charles=Шарль=Чарльз, Antony=Ентоні, Recep=Реджеп, Viktoras=Вікторас, Andrzej=Анджей, Mateusz=Матеуш,
Jan=Ян, Xavier=Ксавʼє, Ursul=Урсул, George=Джордж, John=Джон, James=Джеймс, William=Вільям, Michael=Майкл,
Robert=Роберт, Richard=Річард, Thomas=Томас, Peter=Пітер, Paul=Пол, Martin=Мартін, Lloyd=Ллойд,
Zurab=Зураб, Ilham=Ільхам, Nikol=Нікол, Ahtem=Ахтем, Akhtem=Ахтем, Arkadiy=Аркадій, Robin=Робін, Oskar=Оскар,
Karl=Карл, Filip=Філіп, Rafael=Рафаель"""
FEMALE = """Olena=Elena=Yelena=Helena=Олена, Iryna=Irina=Ірина, Yulia=Yuliia=Julia=Yuliya=Iuliia=Юлія,
Olha=Olga=Ольга, Oksana=Оксана, Natalia=Nataliya=Nataliia=Natalya=Наталія=Наталя, Hanna=Ганна, Anna=Анна,
Maria=Mariia=Mariya=Марія, Tetiana=Tetyana=Tatiana=Tatyana=Тетяна, Kateryna=Ekaterina=Yekaterina=Катерина,
Halyna=Galina=Halina=Галина, Svitlana=Svetlana=Світлана, Liudmyla=Lyudmyla=Ludmila=Lyudmila=Людмила, Nina=Ніна,
Inna=Інна, Anastasia=Anastasiia=Anastasiya=Анастасія, Daria=Dariia=Darya=Дарія=Дарʼя,
Viktoria=Viktoriia=Victoria=Viktoriya=Вікторія, Yevheniia=Evgenia=Yevgenia=Yevhenia=Євгенія, Larysa=Larisa=Лариса,
Lesia=Lesya=Леся, Valeriia=Valeria=Valeriya=Валерія, Solomiia=Solomiya=Соломія, Ruslana=Руслана,
Oleksandra=Alexandra=Aleksandra=Олександра, Sofiia=Sofia=Sofiya=Sophia=Софія, Vira=Vera=Віра,
Nadiia=Nadia=Nadiya=Nadezhda=Надія, Liubov=Lyubov=Любов, Zhanna=Жанна, Alina=Аліна, Alla=Алла, Alona=Alyona=Альона,
Bohdana=Богдана, Valentyna=Valentina=Валентина, Vasylyna=Василина, Veronika=Veronica=Вероніка, Vladyslava=Владислава,
Yana=Яна, Yaroslava=Ярослава, Yelyzaveta=Elizaveta=Yelizaveta=Єлизавета, Zoia=Zoya=Зоя, Zlata=Злата, Ivanna=Іванна,
Inha=Інга, Ilona=Ілона, Karyna=Karina=Карина, Kira=Кіра, Kseniia=Ksenia=Kseniya=Ксенія, Lidiia=Lidia=Lydia=Лідія,
Liliia=Lilia=Liliya=Лілія, Mariana=Maryana=Мар'яна=Марʼяна, Maryna=Marina=Марина, Myroslava=Мирослава,
Olesia=Olesya=Олеся, Polina=Поліна, Raisa=Раїса, Roksolana=Роксолана, Rymma=Римма, Snizhana=Сніжана,
Stefaniia=Stefania=Стефанія, Tamara=Тамара, Uliana=Ulyana=Уляна, Khrystyna=Христина, Emine=Еміне, Orysia=Орися,
Angela=Ангела, Ursula=Урсула, Annalena=Анналена, Kaja=Кая, Sanna=Санна, Roberta=Роберта, Giorgia=Джорджа,
Maia=Майя=Maya, Mary=Мері, Hillary=Гілларі, Kamala=Камала, Eva=Єва, Nataly=Наталі, Ella=Елла, Emma=Емма,
Elvira=Ельвіра, Margaryta=Margarita=Маргарита, Monika=Monica=Моніка, Antonina=Антоніна, Daryna=Дарина,
Virhiniia=Вергінія"""
# Families of one sound, longest spelling first. Щ and Ш are one family: "Scherbak" is either, and no two people we
# know of differ in nothing else.
SIBILANTS = (
    ("schtsch", "4"), ("shch", "4"), ("szcz", "4"), ("stch", "4"), ("sch", "4"), ("sh", "4"), ("sz", "4"),
    ("tsch", "1"), ("tch", "1"), ("cz", "1"), ("ch", "1"),
    ("zh", "3"), ("rz", "3"), ("ts", "5"), ("tz", "5"),
)  # fmt: skip
LETTERS = str.maketrans({"h": "g", "w": "v", "i": "y", "j": "y", "q": "k", "'": "", "`": ""})
CLUSTERS = (("kh", "g"), ("ck", "k"), ("ph", "f"), ("x", "ks"), ("th", "t"))
GLIDES = re.compile(r"y(?=[aeou])|(?<=[aeou])y(?=[aeou])")
DOUBLED = re.compile(r"(.)\1+")
ADJECTIVE = re.compile(r"y+$")
PATRONYMIC = re.compile(r"(?:ovich|evich|yovich|ovych|evych|yovych|ivna|yivna|ovna|evna|yevna|ovic|evic|wicz)$")
WORD = re.compile(r"[^\W\d_]+(?:['’ʼ`][^\W\d_]+)*\.?")
GENERATIONS = {"jr": "Jr", "junior": "Jr", "sr": "Sr", "senior": "Sr", "ii": "II", "iii": "III", "iv": "IV"}
FEMININE = ("ska", "zka", "tska", "ova", "eva", "ina", "ivna", "skaya", "aya")
MASCULINE = (
    "skyi",
    "skyy",
    "skiy",
    "sky",
    "ski",
    "skii",
    "skij",
    "zkyi",
    "zky",
    "tskyi",
    "tsky",
    "ov",
    "ev",
    "iev",
    "yev",
    "yn",
    "in",
)
SLUG_CHARS_MAX = 80
APOSTROPHES = str.maketrans({"’": "'", "ʼ": "'", "`": "'"})


def key(name: str) -> str | None:
    """Equal for all romanisations of one name, in any order of its parts.

    None for a name of one word: a bare surname never leaves its article.
    """
    words = _words(name)
    if len(words) < 2 or len(name.split()) < 2:
        return None
    return " ".join(sorted(_sound(_class(word)) for word in words))


def slug(name: str) -> str:
    """For addresses: ASCII, lower case, hyphens. "person" where nothing of the name is left."""
    letters = re.sub(r"[^a-z0-9]+", "-", re.sub(r"['’ʼ`]", "", anyascii(name).lower())).strip("-")
    return letters[:SLUG_CHARS_MAX].rstrip("-") or "person"


def veto(a: str, b: str) -> str | None:
    """Why two names with equal keys must not become one person, in words for an editor. None: no objection."""
    generations = _generation(a), _generation(b)
    if generations[0] != generations[1]:
        return f"generations differ: {generations[0] or 'none'} and {generations[1] or 'none'}"
    genders = _gender(a), _gender(b)
    if None not in genders and genders[0] != genders[1]:
        return f"one is a {_adult(genders[0])}'s name, the other a {_adult(genders[1])}'s"
    patronymics = _patronymic(a), _patronymic(b)
    if None not in patronymics and patronymics[0] != patronymics[1]:
        return "patronymics differ"
    return None


def _adult(gender: str | None) -> str:
    return "woman" if gender == "female" else "man"


def _all_words(name: str) -> list[str]:
    """Words in their own script, lower case, dots kept on initials."""
    return [_plain(word) for word in WORD.findall(name.replace("-", " "))]


def _plain(word: str) -> str:
    return word.lower().translate(APOSTROPHES)


def _words(name: str) -> list[str]:
    """The parts that make the key: without initials, generations and, of three or more, the patronymic."""
    words = [word.rstrip(".") for word in _all_words(name)]
    words = [word for word in words if word not in GENERATIONS]
    full = [word for word in words if len(word) > 1]
    if len(full) >= 2:
        words = full
    if len(words) > 2:
        words = [word for place, word in enumerate(words) if place == 0 or not _is_patronymic(word)] or words
    return words


def _ascii(word: str) -> str:
    return re.sub(r"[^a-z]", "", anyascii(word).lower())


def _is_patronymic(word: str) -> bool:
    return PATRONYMIC.search(_ascii(word)) is not None


def _class(word: str) -> str:
    """The spelling that stands for all spellings of a given name; the word itself where it is none."""
    known = SPELLINGS.get(word) or SPELLINGS.get(_ascii(word))
    return known[0] if known else word


def _sound(word: str) -> str:
    letters = _ascii(word)
    for spelling, sign in SIBILANTS:
        letters = letters.replace(spelling, sign)
    for spelling, sound in CLUSTERS:
        letters = letters.replace(spelling, sound)
    # Ё is written e, yo and io.
    letters = GLIDES.sub("", letters.translate(LETTERS).replace("yo", "e"))
    return ADJECTIVE.sub("", DOUBLED.sub(r"\1", letters)) or letters or word


def _generation(name: str) -> str | None:
    return next((GENERATIONS[word.rstrip(".")] for word in _all_words(name) if word.rstrip(".") in GENERATIONS), None)


def _gender(name: str) -> str | None:
    """By given name, else by the surname's ending. None where neither tells."""
    words = _words(name)
    for word in words:
        known = SPELLINGS.get(word) or SPELLINGS.get(_ascii(word))
        if known:
            return known[1]
    last = _ascii(words[-1]) if words else ""
    if last.endswith(FEMININE):
        return "female"
    return "male" if last.endswith(MASCULINE) else None


def _patronymic(name: str) -> str | None:
    words = [word for word in _all_words(name) if len(word.rstrip(".")) > 1]
    if len(words) < 3:
        return None
    return next((_sound(word) for word in words[1:] if _is_patronymic(word)), None)


def _spellings() -> dict[str, tuple[str, str]]:
    """Every spelling -> the one that stands for all, and the gender."""
    known: dict[str, tuple[str, str]] = {}
    for gender, names in (("male", MALE), ("female", FEMALE)):
        for entry in names.replace("\n", " ").split(","):
            words = [_plain(word.strip()) for word in entry.split("=")]
            known.update(dict.fromkeys(words, (words[0], gender)))
    return known


SPELLINGS = _spellings()
