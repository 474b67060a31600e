// A made-up school of six pupils in canonical files. Everybody and every number in it is invented.
#pragma once

#include <string>
#include <vector>

#include "intake/reading.h"

namespace firstday::intake::small_school {

inline const std::string kPupilsHead =
    "school,pupil,upn,forename,surname,born,year,form,tags,address_1,address_2,postcode,address_confidential";
inline const std::vector<std::string> kPupils = {
    "900001,P1,Z900200127001,Robin,Marshfield,2016-05-02,Y5,5H,,4 Example Row,Ely,CB7 1ZZ,",
    "900001,P2,N900200127002,Cerys,Vance,2016-06-03,Y5,5H,LAC;EAL,9 Test Lane,Ely,CB7 4AA,",
    "900001,P3,C900200127003,Omar,Whitlock,2015-11-30,Y6,6A,,2 Sample Street,Ely,CB7 4AB,yes",
    "900001,P4,R900200127004,Nell,Quillan,2015-10-29,Y6,6A,,3 Sample Street,Ely,CB7 4AB,",
    "900001,P5,F900200127005,Idris,Tolland,2019-09-28,Y1,1K,young_carer,5 Sample Street,Ely,CB7 4AB,no",
    "900001,P6,V900200127006,Wren,Ashdene,2019-01-27,Y1,1K,,7 Sample Street,Ely,CB7 4AB,",
};

inline const std::string kContactsHead =
    "school,pupil,contact,priority,relationship,title,forename,surname,parental_responsibility,day_to_day_"
    "care,"
    "lives_with_pupil,court_order,emergency_only,language,mobile,landline,work_phone,email,address_1,address_"
    "2,"
    "postcode,address_confidential,opted_out";
inline const std::vector<std::string> kContacts = {
    "900001,P1,C1,1,mother,Mrs,Alex,Marshfield,yes,yes,yes,,,,07700 900301,,,a.marshfield@example.org,4 "
    "Example Row,Ely,CB7 1ZZ,,",
    "900001,P2,C2,1,foster carer,Ms,Dana,Vance,no,yes,yes,no,no,pl,07700 900302,01632 960302,,,9 Test "
    "Lane,Ely,CB7 4AA,,",
    "900001,P3,C3,1,mother,Mrs,Huda,Whitlock,yes,yes,yes,,,ar,07700 900303,,,,2 Sample Street,Ely,CB7 "
    "4AB,yes,text",
    "900001,P4,C4,2,father,Mr,Piers,Quillan,yes,no,no,yes,,,07700 900304,,01632 960304,,8 Far Street,Ely,CB7 "
    "4AD,,",
    "900001,P5,C5,1,grandmother,Mrs,Olwen,Tolland,no,no,no,,yes,cy,,01632 960305,,,,,,,",
    "900001,P6,C6,1,mother,Dr,June,Ashdene,yes,yes,yes,,,,07700 900306,,,j.ashdene@example.org,7 Sample "
    "Street,Ely,CB7 4AB,,",
};

inline const std::string kProfessionalsHead = "school,pupil,role,name,phone,out_of_hours,email";
inline const std::vector<std::string> kProfessionals = {
    "900001,P1,key_worker,Priya Nairn,01632 960140,01632 960149,p.nairn@example.org",
    "900001,P2,social_worker,Colm Raffer,01632 960141,0808 157 0141,",
    "900001,P3,team_manager,Dawn Ackroy,01632 960142,,",
    "900001,P4,family_worker,Bola Akandi,07700 900144,,",
    "900001,P5,virtual_school,Duty desk,01632 960145,,duty@example.org",
    "900001,P6,laao,Gwen Parrish,01632 960146,,",
};

inline const std::string kSiblingsHead = "school,pupil,name,sibling_school,phone";
inline const std::vector<std::string> kSiblings = {
    "900001,P1,Mason Marshfield,Saltmere Academy,01632 960150",
    "900001,P2,Aoife Vance,Saltmere Academy,01632 960150",
    "900001,P3,Tariq Whitlock,Thornwick Nursery,01632 960151",
    "900001,P4,Bea Quillan,Thornwick Nursery,01632 960151",
    "900001,P5,Gwil Tolland,Saltmere Academy,01632 960150",
    "900001,P6,Lark Ashdene,Saltmere Academy,01632 960150",
};

inline const std::string kMarksHead = "school,pupil,date,session,code";
inline const std::vector<std::string> kMarks = {
    "900001,P1,2027-01-12,AM,N",  "900001,P2,2027-01-12,AM,/", "900001,P3,2027-01-12,AM,I",
    "900001,P4,2027-01-12,AM,C1", "900001,P5,2027-01-12,AM,-", "900001,P6,2027-01-12,AM,L",
};

inline std::string whole(const std::string& head, const std::vector<std::string>& rows) {
  return head + "\n" + lines(rows);
}

inline RollFiles files() {
  RollFiles f;
  f.pupils = file("pupils.csv", whole(kPupilsHead, kPupils));
  f.contacts = file("contacts.csv", whole(kContactsHead, kContacts));
  f.professionals = file("professionals.csv", whole(kProfessionalsHead, kProfessionals));
  f.siblings = file("siblings_elsewhere.csv", whole(kSiblingsHead, kSiblings));
  return f;
}

inline base::Parsed<std::vector<roll::Roll>> read(const RollFiles& f, const Known& known = nobody()) {
  return read_rolls(f, canonical_profile(), {}, known);
}

/// The one roll of the files, which must be there.
inline roll::Roll roll_of(const RollFiles& f, const Known& known = nobody()) {
  auto parsed = read(f, known);
  return parsed.value.size() == 1 ? std::move(parsed.value[0]) : roll::Roll{};
}

inline roll::Roll roll() {
  return roll_of(files());
}

inline const roll::Contact* contact(const roll::Roll& r, const std::string& pupil, const std::string& ref) {
  for (const roll::Contact& c : r.contacts_of(roll::PupilRef(pupil)))
    if (c.ref.text() == ref) return &c;
  return nullptr;
}

/// The files with a whole other contacts list.
inline RollFiles with_contacts(const std::vector<std::string>& rows,
                               const std::string& head = kContactsHead) {
  RollFiles f = files();
  f.contacts = file("contacts.csv", whole(head, rows));
  return f;
}

}  // namespace firstday::intake::small_school
