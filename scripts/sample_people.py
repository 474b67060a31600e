"""The people of the sample school: the families that its README tells of, and everybody else."""
import datetime as dt
import random

from sample_names import LANGUAGE, ORIGINS

YEARS = ["R", "Y1", "Y2", "Y3", "Y4", "Y5", "Y6"]
# The forms of a year, in the order in which a growing school opens them. The README tells of the first ones.
FORM_NAMES = [["RW", "RB", "RE"], ["1K", "1M", "1T"], ["2P", "2B", "2S"], ["3D", "3G", "3N"], ["4R", "4C", "4L"],
              ["5H", "5F", "5V"], ["6A", "6J", "6Y"]]
SAMPLE_FORMS = [2, 3, 3, 3, 3, 3, 3]  # of each year; 20 forms of 30 pupils

ROADS = ["Alder Close", "Station Road", "Mill Lane", "Saltings View", "Priory Street", "Chapel Row", "Orchard Way",
         "Windmill Hill", "Quay Street", "Beacon Rise", "Larkfield Avenue", "Ferry Lane", "Hazel Road", "Tanners Walk"]
VILLAGES = [("Saltmere", "CM31"), ("Saltmere", "CM32"), ("Little Thornwick", "CM33"), ("Fenmarsh", "CM34")]


class Dice:
    """Draws from one seeded sequence."""

    def __init__(self):
        self.random = None

    def begin(self, seed):
        self.random = random.Random(seed).random

    def below(self, n):
        return int(self.random() * n)

    def pick(self, things):
        return things[self.below(len(things))]

    def chance(self, p):
        return self.random() < p

    def shuffled(self, things):
        rest, out = list(things), []
        while rest:
            out.append(rest.pop(self.below(len(rest))))
        return out


dice = Dice()


class School:
    """The one that is being made; begin_school() turns to the next."""
    urn = ""
    estab = 0  # number of the establishment, as it stands in a UPN
    forms = []  # (index of the year, name, pupils)


school = School()


def names(text):
    return [n.replace("_", " ") for n in text.split()]


def check_letter(digits):
    """Of a UPN: the digits times 2 to 13, summed, modulo 23."""
    return "ABCDEFGHJKLMNPQRTUVWXYZ"[sum(int(d) * w for d, w in zip(digits, range(2, 14))) % 23]


def upn(year_index, serial):
    digits = f"900{school.estab:04d}{26 - year_index:02d}{serial:03d}"
    return check_letter(digits) + digits


class Numbers:
    def begin(self):
        self.mobiles = [f"07700 900{n:03d}" for n in dice.shuffled(range(1000))]
        self.landlines = [f"01632 960{n:03d}" for n in dice.shuffled(range(200, 1000))]

    def mobile(self):
        number = self.mobiles.pop()
        if dice.chance(0.08):
            return "+44 " + number[1:]
        return number.replace(" ", "") if dice.chance(0.1) else number

    def landline(self):
        return self.landlines.pop()

    def a_digit_short(self):
        return self.mobiles.pop()[:-1]

    def with_a_letter(self):
        return self.mobiles.pop().replace("07700", "077O0")


numbers = Numbers()
taken_addresses = set()


def address():
    while True:
        village, district = dice.pick(VILLAGES)
        road = dice.pick(ROADS)
        line = f"{1 + dice.below(90)} {road}"
        if (line, village) not in taken_addresses:
            taken_addresses.add((line, village))
            letters = "ABDEFGHJLNPQRSTUWXYZ"
            sector = ROADS.index(road) % 9 + 1
            return {"address_1": line, "address_2": village,
                    "postcode": f"{district} {sector}{dice.pick(letters)}{dice.pick(letters)}"}


class Person:
    """A contact; links say what he or she is to each pupil."""
    made = []

    def __init__(self, forename, surname, title, **more):
        Person.made.append(self)
        self.ref = f"C{len(Person.made):03d}"
        self.row = {"contact": self.ref, "forename": forename, "surname": surname, "title": title}
        self.row.update(more)

    def plain(self, text):
        table = str.maketrans("łŁıŚśąęóńżźćșȘ'", "lLiSsaeonzzcsS-")
        return "".join(c for c in text.translate(table).lower() if c.isascii() and c.isalnum())

    def with_email(self):
        self.row["email"] = f"{self.plain(self.row['forename'])}.{self.plain(self.row['surname'])}@example.org"
        return self


class Pupil:
    made = []

    def __init__(self, forename, surname, year_index, home, tags="", confidential=False, form=None):
        self.year_index = year_index
        self.year, self.form = YEARS[year_index], form or FORM_NAMES[year_index][0]
        self.home, self.contacts = home, []
        serial = 1 + sum(1 for p in Pupil.made if p.year_index == year_index)
        self.upn = upn(year_index, serial)
        self.row = {"school": school.urn, "pupil": self.upn, "upn": self.upn, "forename": forename, "surname": surname,
                    "born": self.birthday().isoformat(), "year": self.year, "form": self.form, "tags": tags,
                    "address_confidential": "yes" if confidential else "", **home}
        Pupil.made.append(self)

    def birthday(self):
        return dt.date(2021 - self.year_index, 9, 1) + dt.timedelta(days=dice.below(365))

    def tell(self, person, relationship, pr="yes", care="yes", lives="yes", **more):
        self.contacts.append({"school": school.urn, "pupil": self.upn, "priority": str(len(self.contacts) + 1),
                              "relationship": relationship, "parental_responsibility": pr, "day_to_day_care": care,
                              "lives_with_pupil": lives, **person.row, **more})


# ---- the families in the README, each written out ------------------------------------------------

def confidential_family():
    home = address()
    isla = Pupil("Isla", "Fairbrother", 3, home, confidential=True)
    mother = Person("Joanne", "Fairbrother", "Ms", mobile=numbers.mobile(), **home, address_confidential="yes")
    father = Person("Craig", "Stannard", "Mr", mobile=numbers.mobile(), **address()).with_email()
    gran = Person("Maureen", "Fairbrother", "Mrs", landline=numbers.landline())
    isla.tell(mother, "mother")
    isla.tell(father, "father", care="no", lives="no", court_order="yes")
    isla.tell(gran, "grandmother", pr="no", care="no", lives="no", emergency_only="yes")
    return {"day five": isla}


def polish_family():
    home = address()
    oliwia = Pupil("Oliwia", "Wójcik", 5, home)
    oliwia.tell(Person("Katarzyna", "Wójcik", "Mrs", language="pl", mobile=numbers.mobile(), **home), "mother")
    oliwia.tell(Person("Dean", "Harker", "Mr", mobile=numbers.mobile(), **home), "stepfather", pr="", care="")
    return {"day three": oliwia}


def arabic_siblings():
    home = address()
    yusuf, maryam = Pupil("Yusuf", "Al-Khatib", 6, home), Pupil("Maryam", "Al-Khatib", 1, home)
    mother = Person("Huda", "Al-Khatib", "Mrs", language="ar", mobile=numbers.mobile(), **home)
    father = Person("Samir", "Al-Khatib", "Mr", language="ar", mobile="+49 171 3920041", **home)
    for child in (yusuf, maryam):
        child.tell(mother, "mother")
        child.tell(father, "father", lives="no")
    return {"sibling 1": yusuf, "sibling 2": maryam}


def looked_after_child():
    home = address()
    ellis = Pupil("Ellis", "Prosser", 4, home, tags="looked_after")
    for forename, title, relation in (("Helen", "Mrs", "foster carer"), ("Martin", "Mr", "foster carer")):
        ellis.tell(Person(forename, "Attwell", title, mobile=numbers.mobile(), landline="01632 960118", **home),
                   relation, pr="no")
    ellis.tell(Person("Carys", "Prosser", "Ms", mobile=numbers.mobile(), **address()), "mother", care="no", lives="no")
    return {"looked after": ellis}


def child_protection_child():
    home = address()
    keira = Pupil("Keira", "Mallory", 0, home, tags="child_protection")
    keira.tell(Person("Stacey", "Mallory", "Miss", mobile=numbers.mobile(), **home), "mother")
    return {"child protection": keira}


def welsh_family():
    home = address()
    elin = Pupil("Elin", "Gwilym", 4, home)
    elin.tell(Person("Siân", "Gwilym", "Mrs", language="cy", mobile=numbers.mobile(), **home), "mother")
    elin.tell(Person("Rhodri", "Gwilym", "Mr", language="cy", mobile=numbers.mobile(), landline=numbers.landline(),
                     **home, opted_out="text").with_email(), "father")
    return {"opted out": elin}


def nobody_to_reach():
    jayden = Pupil("Jayden", "Okafor", 6, address())
    jayden.tell(Person("Emeka", "Okafor", "Mr"), "father", pr="", care="", lives="")
    return {"nobody": jayden}


def landline_family():
    home = address()
    ned = Pupil("Ned", "Thackray", 1, home)
    ned.tell(Person("Helen", "Thackray", "Mrs", landline="01632 960127", **home), "mother")
    ned.tell(Person("Simon", "Thackray", "Mr", landline="01632 960127", work_phone="01632 960128", **home), "father")
    return {"landline": ned}


def shared_number():
    home = address()
    jun, shared = Pupil("Jun", "Chen", 3, home), numbers.mobile()
    jun.tell(Person("Xiaoling", "Chen", "Mrs", mobile=shared, **home), "mother")
    jun.tell(Person("Lihua", "Chen", "Mrs", mobile=shared, **home), "grandmother", pr="no", care="yes")
    return {"shared number": jun}


def long_streak():
    home = address()
    callum = Pupil("Callum", "McGrath", 2, home)
    callum.tell(Person("Siobhán", "McGrath", "Mrs", mobile=numbers.mobile(), **home), "mother")
    callum.tell(Person("Declan", "McGrath", "Mr", mobile=numbers.mobile(), **home), "father")
    return {"seven days": callum}


def parents_apart():
    """Each parent at an own address; a court order keeps the mother away, and the child lives with the father."""
    home = address()
    leo = Pupil("Leo", "Marchetti", 5, home)
    leo.tell(Person("Paolo", "Marchetti", "Mr", mobile=numbers.mobile(), **home).with_email(), "father")
    leo.tell(Person("Dana", "Whitelaw", "Ms", mobile=numbers.mobile(), **address()), "mother", care="no", lives="no",
             court_order="yes")
    return {"mother barred": leo}


def refuge_family():
    """Mother and two children at an address that nobody may know; the father's stands on file."""
    home = address()
    mother = Person("Amber", "Lockyer", "Ms", mobile=numbers.mobile(), **home, address_confidential="yes")
    father = Person("Ryan", "Lockyer", "Mr", mobile=numbers.mobile(), **address())
    children = [Pupil("Skye", "Lockyer", 3, home, tags="cin", confidential=True),
                Pupil("River", "Lockyer", 0, home, tags="cin", confidential=True)]
    for child in children:
        child.tell(mother, "mother")
        child.tell(father, "father", care="no", lives="no")
    return {"refuge": children[0], "refuge too": children[1]}


def second_looked_after_child():
    home = address()
    kian = Pupil("Kian", "Doyle", 6, home, tags="looked_after")
    kian.tell(Person("Grace", "Ampofo", "Mrs", mobile=numbers.mobile(), **home), "foster carer", pr="no")
    return {"looked after too": kian}


def wrong_numbers():
    """Neither parent's mobile can be dialled as it was typed."""
    home = address()
    tyler = Pupil("Tyler", "Boothroyd", 2, home)
    tyler.tell(Person("Kerry", "Boothroyd", "Ms", mobile=numbers.a_digit_short(), **home), "mother")
    tyler.tell(Person("Wayne", "Boothroyd", "Mr", mobile=numbers.with_a_letter(), **home), "father")
    return {"wrong numbers": tyler}


# ---- everybody else ------------------------------------------------------------------------------

def draw_origin():
    left = dice.below(sum(o[0] for o in ORIGINS.values()))
    for name, origin in ORIGINS.items():
        left -= origin[0]
        if left < 0:
            return name
    raise AssertionError("shares")


def surname_for(surname, woman):
    return surname.split("/")[-1] if woman else surname.split("/")[0]


def free_forenames(origin, surname, girl):
    """Those that no pupil of this surname has, so that the README can name pupils by their names."""
    used = {p.row["forename"] for p in Pupil.made if p.row["surname"] == surname_for(surname, girl)}
    return [n for n in names(ORIGINS[origin][2 if girl else 3]) if n not in used]


def draw_family():
    """An origin and a surname with forenames left for three more children."""
    while True:
        origin = draw_origin()
        surname = dice.pick(names(ORIGINS[origin][1]))
        if min(len(free_forenames(origin, surname, girl)) for girl in (True, False)) >= 3:
            return origin, surname


def parents(origin, surname, home):
    _, _, _, _, mothers, fathers = ORIGINS[origin]
    language, share = LANGUAGE.get(origin, ("", 0))
    language = language if dice.chance(share) else ""
    kind = dice.random()
    apart = 0.62 <= kind < 0.82
    made = [(Person(dice.pick(names(mothers)), surname_for(surname, True), dice.pick(["Mrs", "Ms", "Miss"]),
                    language=language, mobile=numbers.mobile(), **home), "mother", {})]
    if kind < 0.82 or kind >= 0.92:
        there = address() if apart else home
        made.append((Person(dice.pick(names(fathers)), surname_for(surname, False), "Mr", language=language,
                            mobile=numbers.mobile(), **there), "father", {"lives": "no"} if apart else {}))
    if kind >= 0.80:
        gran = dice.chance(0.7)
        taken = {person.row["forename"] for person, _, _ in made}
        free = [n for n in names(mothers if gran else fathers) if n not in taken]
        made.append((Person(dice.pick(free), surname_for(surname, gran),
                            "Mrs" if gran else "Mr", landline=numbers.landline()), "grandmother" if gran else "grandfather",
                     {"pr": "no", "care": "no", "lives": "no", "emergency_only": "yes"}))
    for person, _, _ in made:
        if "mobile" in person.row:
            more_ways(person)
    return made


def more_ways(person):
    """And fewer: some people's e-mail and work phone are on file, some people's only number is missing."""
    if dice.chance(0.4):
        person.with_email()
    if dice.chance(0.12):
        person.row["work_phone"] = numbers.landline()
    elif dice.chance(0.02):
        del person.row["mobile"]


def ordinary_family(room):
    """One to three children, in forms that still have room."""
    (origin, surname), home = draw_family(), address()
    free = [i for i, n in enumerate(room) if n > 0]
    children = 1 + dice.chance(0.28) + dice.chance(0.05)
    made = parents(origin, surname, home)
    for i in dice.shuffled(free)[:children]:
        year_index, form, _ = school.forms[i]
        girl = dice.chance(0.5)
        pupil = Pupil(dice.pick(free_forenames(origin, surname, girl)), surname_for(surname, girl), year_index, home,
                      tags=dice.pick(["sen", "young_carer"]) if dice.chance(0.04) else "", form=form)
        for person, relationship, more in made:
            pupil.tell(person, relationship, **more)
        room[i] -= 1


def forms_of(forms_a_year, pupils):
    """(index of the year, name, pupils) of every form, as even as the number of pupils allows."""
    names = [(year, form) for year, n in enumerate(forms_a_year) for form in FORM_NAMES[year][:n]]
    return [(year, form, pupils // len(names) + (i < pupils % len(names))) for i, (year, form) in enumerate(names)]


def begin_school(urn, estab, forms):
    """Forgets the school before. The same URN and forms always give the same school."""
    school.urn, school.estab, school.forms = urn, estab, forms
    dice.begin(int(urn))
    numbers.begin()
    taken_addresses.clear()
    Person.made.clear()
    Pupil.made.clear()


def people():
    stories = {}
    for family in (confidential_family, polish_family, arabic_siblings, looked_after_child, child_protection_child,
                   welsh_family, nobody_to_reach, landline_family, shared_number, long_streak, parents_apart,
                   refuge_family, second_looked_after_child, wrong_numbers):
        stories.update(family())
    room = [size - sum(1 for p in Pupil.made if p.form == form) for _, form, size in school.forms]
    while any(room):
        ordinary_family(room)
    order = {form: i for i, (_, form, _) in enumerate(school.forms)}
    Pupil.made.sort(key=lambda p: (order[p.form], p.row["surname"], p.row["forename"], p.upn))
    return stories
