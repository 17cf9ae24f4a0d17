"""Files of people: what they may say in three formats, and which fault is told how."""

import json

import pytest

from indexer.errors import ConfigError
from indexer.model import Office
from indexer.register import Held, Listed, Register, read

TOML = """
[[offices]]
id = "interior"
name = "Ministry of Internal Affairs"
also = ["Interior Ministry", "МВС"]

[[offices]]
id = "border"
name = "State Border Service"
parent = "interior"

[[people]]
name = "Olena Koval"
also = ["Олена Коваль"]

[[people.held]]
office = "border"
title = "spokeswoman"
since = 2019
until = 2021-07-15

[[people.held]]
office = "interior"
title = "Minister of Internal Affairs"
since = "2021-07"

[[people]]
id = "ivan-shapoval"
name = "Ivan Shapoval"
"""
OFFICES = (
    Office("interior", "Ministry of Internal Affairs", ("Interior Ministry", "МВС")),
    Office("border", "State Border Service", (), "interior"),
)
SPOKE = Held("border", "spokeswoman", "2019", "2021-07-15")
LED = Held("interior", "Minister of Internal Affairs", "2021-07", None)


@pytest.fixture
def write(tmp_path):
    def write_file(name, text):
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return path

    return write_file


def test_people_toml_describes_offices_and_who_held_them(write):
    people = (
        Listed("Olena Koval", None, ("Олена Коваль",), (SPOKE, LED)),
        Listed("Ivan Shapoval", "ivan-shapoval", (), ()),
    )
    assert read(write("people.toml", TOML)) == Register("people.toml", OFFICES, people, describes=True)


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_a_table_has_a_line_for_each_time_in_office(write, delimiter):
    lines = [
        ["\ufeffName", "also", "office", "parent", "title", "since", "until"],
        [
            "Olena Koval",
            "Олена Коваль|Lena Koval",
            "State Border Service",
            "Interior Ministry",
            "spokeswoman",
            "2019",
            "2021-07-15",
        ],
        ["", "", "", "", "", "", ""],
        ["Ivan Shapoval", "", "State Border Service", "", '"the chief"', "", "2020"],
        ["Olena Koval", "", "Interior Ministry", "", "Minister", "2021-07", ""],
    ]
    text = "\r\n".join(delimiter.join(cells).replace('"the chief"', '"the ""chief"""') for cells in lines)
    offices = (
        Office("state-border-service", "State Border Service", (), "interior-ministry"),
        Office("interior-ministry", "Interior Ministry"),
    )
    spoke = Held("state-border-service", "spokeswoman", "2019", "2021-07-15")
    people = (
        Listed(
            "Olena Koval",
            None,
            ("Олена Коваль", "Lena Koval"),
            (spoke, Held("interior-ministry", "Minister", "2021-07", None)),
        ),
        Listed("Ivan Shapoval", None, (), (Held("state-border-service", 'the "chief"', None, "2020"),)),
    )
    assert read(write("people.csv", text)) == Register("people.csv", offices, people, describes=False)


POPOLO = {
    "persons": [
        {"id": "p1", "name": "Olena Koval", "other_names": [{"name": "Олена Коваль"}, {"name": "Lena"}], "image": "x"},
        {"id": "p2", "name": "Ivan Shapoval"},
    ],
    "organizations": [
        {"id": "border", "name": "State Border Service", "parent_id": "8b1f-44aa-9c0d-1234-9f"},
        {"id": "8b1f-44aa-9c0d-1234-9f", "name": "Interior Ministry", "other_names": [{"name": "МВС"}]},
    ],
    "posts": [{"id": "minister", "label": "Minister", "organization_id": "8b1f-44aa-9c0d-1234-9f"}],
    "memberships": [
        {
            "person_id": "p1",
            "organization_id": "border",
            "role": "spokeswoman",
            "start_date": "2019",
            "end_date": "2021-07-15",
        },
        {"person_id": "p1", "post_id": "minister", "start_date": "2021-07", "end_date": None},
    ],
}


def test_popolo_is_read_with_its_posts_and_parents(write):
    offices = (
        Office("border", "State Border Service", (), "interior-ministry"),
        Office("interior-ministry", "Interior Ministry", ("МВС",)),
    )
    held = (SPOKE, Held("interior-ministry", "Minister", "2021-07", None))
    people = (Listed("Olena Koval", None, ("Олена Коваль",), held), Listed("Ivan Shapoval", None, (), ()))
    assert read(write("p.json", json.dumps(POPOLO))) == Register("p.json", offices, people, describes=True)


def test_a_file_may_speak_of_offices_that_the_archive_knows(write):
    path = write("more.toml", '[[offices]]\nid = "unit"\nname = "Unit"\nparent = "interior"\n')
    assert read(path, known=("interior",)).offices == (Office("unit", "Unit", (), "interior"),)
    with pytest.raises(ConfigError, match=r"“interior” is no office.s id\. Ids: unit"):
        read(path)


def held(*times, office="interior"):
    stanzas = [f'[[people.held]]\noffice = "{office}"\ntitle = "Minister"\n{time}\n' for time in times]
    return TOML + "\n" + "\n".join(stanzas)


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("[[people]\n", r"^people.toml: is not valid TOML: .*line 1"),
        ('[[peopl]]\nname = "x"\n', r"unknown key “peopl”. Did you mean “people”\? Known: offices, people"),
        ('[[people]]\nnam = "x"\n', r"\[\[people\]\] 1: name is missing"),
        (
            '[[people]]\nname = "Olena Koval"\nalso = "Олена"\n',
            r"\[\[people\]\] 1 “Olena Koval”: also must be a list, not",
        ),
        (
            '[[people]]\nname = "Olena Koval"\nborn = 1970\n',
            r"unknown key “born” in \[\[people\]\] 1 “Olena Koval”. Known: also,",
        ),
        ('[[people]]\nname = "Koval"\n', "“Koval” is one word; people are known by a given name and a surname"),
        ('[[people]]\nname = "… 7"\n', "a name needs letters"),
        (
            '[[people]]\nname = "Olena Koval"\n[[people]]\nname = "olena koval"\n',
            r"\[\[people\]\] 2 .*stands in the file twice",
        ),
        ('[[people]]\nname = "Olena Koval"\nid = "Olena K"\n', "an id is lower-case letters, digits and hyphens"),
        (
            '[[offices]]\nid = "a"\nname = "A"\n[[offices]]\nid = "a"\nname = "B"\n',
            r"\[\[offices\]\] 2 “a”: the id a is that of “A”",
        ),
        ('[[offices]]\nid = "a"\nname = "A"\nparent = "b"\n', "“b” is no office's id. Ids: a"),
        (
            '[[offices]]\nid = "a"\nname = "A"\nparent = "b"\n[[offices]]\nid = "b"\nname = "B"\nparent = "a"\n',
            "a < b < a",
        ),
        ('people = "Olena"\n', "people must be a list"),
        ("people = [1]\n", r"must be written as \[\[people\]\] stanzas"),
        (
            held('since = "July 2021"'),
            r"\[\[people.held\]\] 1: since must be a day such as 2021-07-16.*not 'July 2021'",
        ),
        (held('since = "2021-02-30"'), "since must be a day"),
        (held('since = "2021-07"\nuntil = 2020'), r"ends \(2020\) before it begins \(2021-07\)"),
        (held("", office="interio"), "the office “interio” is no office's id"),
        (held("", ""), "overlap for want of dates"),
        (held('since = "2019"', 'since = "2021"'), "overlap for want of dates"),
        (held('until = "2021"', 'until = "2023"'), "overlap for want"),
    ],
)
def test_a_fault_is_told_with_file_place_and_what_to_do(write, text, complaint):
    with pytest.raises(ConfigError, match=complaint):
        read(write("people.toml", text))


@pytest.mark.parametrize(
    "times",
    [
        ("until = 2021", 'since = "2021-07"'),
        ("since = 2015\nuntil = 2018", "since = 2017"),
        ("since = 2015\nuntil = 2018", "until = 2016"),
        ("since = 2015\nuntil = 2018", "since = 2016\nuntil = 2020"),
        ('until = "2019-05-01"', "since = 2020"),
    ],
)
def test_dates_that_say_which_comes_first_or_that_both_were_held_are_enough(write, times):
    assert len(read(write("people.toml", held(*times))).people[1].held) == 2


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("name;office\n", "line 1: the column “title” must be there"),
        ("name,office,titel,title\n", "line 1: unknown column “titel”. Did you mean “title”"),
        ("name,office,title\nOlena Koval,Bank,Head,x\n", "line 2: has 4 cells, the first line 3"),
        ('name,office,title\n"Olena Koval,Bank,Head\n', "is not valid CSV"),
        ("name,office,title,since\nOlena Koval,Bank,Head,soon\n", "line 2: since must be a day"),
        ("name,office,title\nOlena Koval,,Head\n", "line 2: an office needs a name with letters"),
        ("name,office,title\nOlena Koval,Bank,\n", "line 2: in bank: “” is no title"),
        ("name,office,title\n\nKoval,Bank,Head\n", "line 3: “Koval” is one word"),
        (
            "name,office,title,parent\nOlena Koval,Bank,Head,State\nIvan Bondar,Bank,Head,Crown\n",
            "line 3: “Bank” has another parent",
        ),
        ("", "the column “name” must be there"),
    ],
)
def test_a_table_s_faults_are_told_with_their_line(write, text, complaint):
    with pytest.raises(ConfigError, match=complaint):
        read(write("people.csv", text))


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("[]", "is not Popolo"),
        ('{"persons": [1]}', "persons: must be a list of objects"),
        ('{"persons": [], "persons": []}', "the key “persons” stands there twice"),
        ('{"persons": [NaN]}', "NaN is no number"),
        ('{"persons": ' + "[" * 100_000, "is not valid JSON"),
        ('{"persons": [{"name": "Olena Koval"}]}', r"persons\[0\]: needs an id of its own"),
        ('{"persons": [{"id": "a", "name": 7}]}', r"persons\[0\]: name must be a text, not 7"),
        (
            '{"persons": [], "memberships": [{"person_id": "x"}]}',
            r"memberships\[0\]: the person_id “x” is no person's id",
        ),
        (
            '{"organizations": [{"id": "a", "name": "A", "parent_id": "b"}]}',
            r"organizations\[0\]: the parent_id “b” is no",
        ),
    ],
)
def test_popolo_s_faults_are_told_with_their_place(write, text, complaint):
    with pytest.raises(ConfigError, match=complaint):
        read(write("people.json", text))


def test_files_too_large_to_be_written_by_people_are_refused(write, tmp_path):
    with pytest.raises(ConfigError, match="is larger than 5 MB"):
        read(write("people.csv", "x" * 5_000_001))
    with pytest.raises(ConfigError, match="cannot be read"):
        read(tmp_path / "gone.toml")
    with pytest.raises(ConfigError, match=r"files of people end in \.toml, \.csv, \.tsv, \.json"):
        read(write("people.yaml", ""))
