"""The sample school as a SIMS report gives it."""
from sample_people import Pupil

SIMS_PUPILS = ("Forename,Surname,Reg,Year,UPN,DOB,In LEA Care,Child Protection Plan,Vulnerable Groups,Home Address,"
               "Postcode,Confidential Address").split(",")
SIMS_CONTACTS = ("UPN,Forename,Surname,Reg,Priority,Relationship,Contact Title,Contact Forename,Contact Surname,"
                 "Parental Responsibility,Main Carer,Lives with Pupil,Court Order,Emergency Contact Only,"
                 "Contact First Language,Contact Mobile Telephone,Contact Home Telephone,Contact Work Telephone,"
                 "Contact Primary Email,Contact Address,Contact Postcode,Contact Confidential Address,"
                 "Contact Opt Outs").split(",")
SIMS_MARKS = "UPN,Reg,Date,Session,Mark".split(",")
LANGUAGE_NAMES = {"": "", "cy": "Welsh", "pl": "Polish", "ar": "Arabic", "ro": "Romanian", "ur": "Urdu", "pa": "Panjabi",
                  "bn": "Bengali", "zh": "Chinese", "uk": "Ukrainian", "pt": "Portuguese", "tr": "Turkish"}


def sims_date(iso):
    return "/".join(reversed(iso.split("-")))


def sims_pupil(p):
    row = p.row
    return {"Forename": row["forename"], "Surname": row["surname"], "Reg": row["form"], "Year": row["year"],
            "UPN": p.upn, "DOB": sims_date(row["born"]), "In LEA Care": "T" if row["tags"] == "looked_after" else "F",
            "Child Protection Plan": "T" if row["tags"] == "child_protection" else "F",
            "Vulnerable Groups": row["tags"].replace("_", " ").title() if row["tags"] in ("young_carer", "sen") else "",
            "Home Address": f"{row['address_1']}, {row['address_2']}", "Postcode": row["postcode"],
            "Confidential Address": row["address_confidential"].title()}


def sims_mobile(number):
    """A spreadsheet in between has taken the first nought of some."""
    return number[1:] if number.isdigit() and number.endswith("7") else number


def sims_contact(p, c):
    lines = [c.get("address_1", ""), c.get("address_2", "")]
    yes_no = {"Parental Responsibility": "parental_responsibility", "Main Carer": "day_to_day_care",
              "Lives with Pupil": "lives_with_pupil", "Court Order": "court_order",
              "Emergency Contact Only": "emergency_only", "Contact Confidential Address": "address_confidential"}
    return {"UPN": p.upn, "Forename": p.row["forename"], "Surname": p.row["surname"], "Reg": p.form,
            "Priority": c["priority"], "Relationship": c["relationship"].title(), "Contact Title": c["title"],
            "Contact Forename": c["forename"], "Contact Surname": c["surname"],
            "Contact First Language": LANGUAGE_NAMES[c.get("language", "")],
            "Contact Mobile Telephone": sims_mobile(c.get("mobile", "")),
            "Contact Home Telephone": c.get("landline", ""), "Contact Work Telephone": c.get("work_phone", ""),
            "Contact Primary Email": c.get("email", ""), "Contact Address": ", ".join(x for x in lines if x),
            "Contact Postcode": c.get("postcode", ""), "Contact Opt Outs": c.get("opted_out", "").title(),
            **{heading: c.get(column, "").title() for heading, column in yes_no.items()}}


def sims(marks, table):
    """With a byte order mark where names may need it; the marks are plain, as Windows-1252 writes them."""
    form = {p.upn: p.form for p in Pupil.made}
    sims_marks = [{"UPN": m["pupil"], "Reg": form[m["pupil"]], "Date": sims_date(m["date"]), "Session": m["session"],
                   "Mark": m["code"]} for m in marks]
    return {
        "sims/pupils.csv": "\ufeff" + table(SIMS_PUPILS, [sims_pupil(p) for p in Pupil.made]),
        "sims/contacts.csv": "\ufeff" + table(SIMS_CONTACTS, [sims_contact(p, c) for p in Pupil.made for c in p.contacts]),
        "sims/marks.csv": table(SIMS_MARKS, sims_marks),
    }
