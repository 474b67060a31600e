"""The register of the sample school: every session of 25 school days, with its stories."""
import datetime as dt

from sample_people import Pupil, dice, school

SILENT_FORM = "2P"  # its morning register has not been taken on the last day

# The export holds 25 school days: four weeks before half-term and seven days after it.
FIRST_DAY, LAST_DAY = dt.date(2027, 1, 19), dt.date(2027, 3, 2)
SNOW_DAY = dt.date(2027, 1, 20)  # the school is closed
SNOW_YEAR = "Y6"  # and the day after for this year, whose rooms have no heating: Y3, part of the premises closed
HALF_TERM = (dt.date(2027, 2, 15), dt.date(2027, 2, 19))


def school_days():
    days, day = [], FIRST_DAY
    while day <= LAST_DAY:
        if day.weekday() < 5 and day != SNOW_DAY and not HALF_TERM[0] <= day <= HALF_TERM[1]:
            days.append(day)
        day += dt.timedelta(days=1)
    assert len(days) == 25
    return days


DAYS = school_days()


class Marks:
    def __init__(self):
        self.codes = {}

    def free(self, pupil, days):
        return all((pupil.upn, d, s) not in self.codes for d in days for s in ("AM", "PM"))

    def put(self, pupil, days, am, pm=None):
        for day in days:
            self.codes[pupil.upn, day, "AM"] = am
            self.codes[pupil.upn, day, "PM"] = am if pm is None else pm

    def unexplained(self, day):
        return {u for (u, d, _), code in self.codes.items() if d == day and code in ("N", "O")}


def told_stories(marks, stories):
    marks.put(stories["day five"], DAYS[20:25], "N")
    marks.put(stories["day three"], DAYS[22:25], "N")
    for who in ("sibling 1", "sibling 2", "looked after", "child protection", "opted out", "nobody"):
        marks.put(stories[who], DAYS[24:25], "N")
    marks.put(stories["landline"], DAYS[7:9], "N")
    marks.put(stories["shared number"], DAYS[3:6], "N")
    marks.put(stories["seven days"], DAYS[15:20], "N")  # half-term lies after the third day
    marks.put(stories["seven days"], DAYS[20:22], "O")  # not explained after five days: N must go
    marks.put(stories["mother barred"], DAYS[17:19], "N")
    marks.put(stories["refuge"], DAYS[11:12], "N")
    marks.put(stories["refuge too"], DAYS[11:12], "/", "N")
    marks.put(stories["looked after too"], DAYS[6:7], "N")
    marks.put(stories["wrong numbers"], DAYS[12:14], "N")
    five = next(p for p in Pupil.made if p.form == "5H" and p not in stories.values())
    marks.put(five, DAYS[8:13], "N")
    stories["five days"] = five


def school_trip(marks):
    for pupil in Pupil.made:
        if pupil.form == "6A" and marks.free(pupil, DAYS[10:11]):
            marks.put(pupil, DAYS[10:11], "V")


def bus_week(marks):
    """The Fenmarsh school bus does not run from 1 to 5 February: Y1, no attendance was possible."""
    riders = [p for p in Pupil.made if p.home["address_2"] == "Fenmarsh" and marks.free(p, DAYS[8:13])][:14]
    for pupil in riders:
        marks.put(pupil, DAYS[8:13], "Y1")


def one_of_each(marks, others):
    """Codes that a school sees now and then, each at another pupil: am, pm, from which day, how many days."""
    left = list(others)
    for code_am, code_pm, first, count in (("C", None, 5, 1), ("E", None, 13, 2), ("G", None, 13, 5), ("C2", "C2", 2, 1),
                                           ("R", None, 22, 1), ("D", None, 6, 1), ("T", None, 18, 3), ("B", None, 1, 1),
                                           ("P", "\\", 14, 1), ("U", "\\", 4, 1), ("U", "\\", 21, 1), ("J1", "\\", 19, 1),
                                           ("K", None, 16, 1), ("C1", None, 12, 1), ("Y2", "\\", 6, 1), ("M", "\\", 24, 1)):
        days = DAYS[first:first + count]
        pupil = next(p for p in left if p.form != SILENT_FORM and marks.free(p, days))
        left.remove(pupil)
        marks.put(pupil, days, code_am, code_pm)


def illness(marks, others):
    for first in range(25):
        for _ in range(len(Pupil.made) // 60 + dice.below(4)):
            pupil, days = dice.pick(others), DAYS[first:first + 1 + dice.below(3)]
            if marks.free(pupil, days):
                marks.put(pupil, days, "I")
        for code_am, code_pm in (("M", "\\"), ("/", "M"), ("L", "\\"), ("L", "\\"), ("L", "\\"), ("/", "L")):
            pupil = dice.pick(others)
            if marks.free(pupil, DAYS[first:first + 1]):
                marks.put(pupil, DAYS[first:first + 1], code_am, code_pm)


def first_day_absences(marks, others):
    """Fills each day up to about one child in a hundred, absent without a reason."""
    for i, day in enumerate(DAYS[:24]):
        target, shapes = max(3, len(Pupil.made) // 100) + dice.below(4), [("N", "N"), ("/", "N"), ("N", "\\"), ("N", "N"), ("N", "I")]
        while len(marks.unexplained(day)) < target:
            pupil, around = dice.pick(others), DAYS[max(0, i - 1):i + 2]
            if marks.free(pupil, around):
                marks.put(pupil, [day], *shapes[(i + len(marks.unexplained(day))) % len(shapes)])


def all_marks(stories):
    marks = Marks()
    told_stories(marks, stories)
    others = dice.shuffled([p for p in Pupil.made if p not in stories.values()])
    school_trip(marks)
    bus_week(marks)
    one_of_each(marks, others)
    first_day_absences(marks, others)
    illness(marks, others)
    rows = []
    for day in DAYS:
        for session, present in (("AM", "/"), ("PM", "\\")):
            if day == LAST_DAY and session == "PM":
                continue  # it is 09:35
            for p in Pupil.made:
                kept_home = day == SNOW_DAY + dt.timedelta(days=1) and p.year == SNOW_YEAR
                silent = day == LAST_DAY and p.form == SILENT_FORM
                rows.append({"school": school.urn, "pupil": p.upn, "date": day.isoformat(), "session": session,
                             "code": "-" if silent else "Y3" if kept_home else marks.codes.get((p.upn, day, session), present)})
        assert 3 <= len(marks.unexplained(day)) <= 12, day
    return rows
