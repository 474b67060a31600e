#include "intake/contact_rows.h"

#include <map>

#include "base/text.h"
#include "intake/cells.h"
#include "intake/contact_draft.h"
#include "intake/phone_book.h"
#include "intake/school_filter.h"

namespace firstday::intake {

namespace {

using namespace contact_column;
using roll::Contact;
using roll::PhoneKind;

constexpr std::size_t kBatch = 16'384;

/// A line that waits for its phone numbers.
struct Waiting {
  Row row;
  roll::Urn school;
  const roll::Pupil* pupil = nullptr;
};

const Contact* find_contact(const roll::Roll& known, const roll::PupilRef& pupil, std::string_view ref) {
  for (const Contact& c : known.contacts_of(pupil))
    if (c.ref.text() == ref) return &c;
  return nullptr;
}

/// On record for this pupil and read from the very same cells.
const Contact* find_unchanged(const roll::Roll& known, const roll::PupilRef& pupil, const Row& row) {
  const auto recorded = known.contacts_of(pupil);
  if (recorded.empty()) return nullptr;
  const std::uint64_t hash = row.hash();
  const std::string_view ref = row.cell(kContact);
  for (const Contact& c : recorded)
    if (c.source.value == hash && (ref.empty() || c.ref.text() == ref)) return &c;
  return nullptr;
}

void read_permissions(Row& row, Contact& c) {
  c.parental_responsibility = read_answer(row, kParentalResponsibility);
  c.day_to_day_care = read_answer(row, kDayToDayCare);
  c.lives_with_pupil = read_answer(row, kLivesWithPupil);
  c.barred = read_guard(row, kCourtOrder, base::Severity::kError, "a court order forbids contact");
  c.emergency_only =
      read_guard(row, kEmergencyOnly, base::Severity::kWarning, "this is an emergency contact only");
  c.address_confidential =
      read_guard(row, kAddressConfidential, base::Severity::kWarning, "the address is confidential");
  c.opted_out = read_channels(row, kOptedOut);
}

roll::PhoneNumber read_number(Row& row, std::size_t column, const PhoneBook& book) {
  if (row.cell(column).empty()) return {};
  return take_phone(row, column, book.of(row.cell(column)));
}

/// What stands in the wrong column is still known for what it is.
void sort_numbers(Row& row, Contact& c) {
  if (!c.mobile.empty() && c.mobile.kind != PhoneKind::kMobile)
    row.warn(kMobile, "This is not a UK mobile number; texts do not go to it, calls do.",
             "Move it to the right column, or ask for a mobile.");
  if (!c.mobile.empty() || c.landline.kind != PhoneKind::kMobile) return;
  c.mobile = c.landline;
  row.warn(kLandline, "This is a mobile number, and is used for texts too.", "Move it to the mobile column.");
}

/// What the file has no column for stays as recorded.
void keep_unsaid(const Table& table, const Contact* known, Contact& c) {
  if (known == nullptr) return;
  if (!table.has(kPriority)) c.priority = known->priority;
  if (!table.has(kRelationship)) c.relationship = known->relationship;
  if (!table.has(kTitle)) c.title = known->title;
  if (!table.has(kForename)) c.forename = known->forename;
  if (!table.has(kSurname)) c.surname = known->surname;
  if (!table.has(kParentalResponsibility)) c.parental_responsibility = known->parental_responsibility;
  if (!table.has(kDayToDayCare)) c.day_to_day_care = known->day_to_day_care;
  if (!table.has(kLivesWithPupil)) c.lives_with_pupil = known->lives_with_pupil;
  if (!table.has(kCourtOrder)) c.barred = known->barred;
  if (!table.has(kEmergencyOnly)) c.emergency_only = known->emergency_only;
  if (!table.has(kLanguage)) c.language = known->language;
  if (!table.has(kMobile)) c.mobile = known->mobile;
  if (!table.has(kLandline)) c.landline = known->landline;
  if (!table.has(kWorkPhone)) c.work = known->work;
  if (!table.has(kEmail)) c.email = known->email;
  if (!table.has(kAddress) && !table.has(kAddress1) && !table.has(kPostcode)) c.address = known->address;
  if (!table.has(kAddressConfidential)) c.address_confidential = known->address_confidential;
  if (!table.has(kOptedOut)) c.opted_out = known->opted_out;
}

Contact read_contact(Row& row, const roll::Pupil& pupil, const PhoneBook& book) {
  Contact c;
  c.pupil = pupil.ref;
  c.priority = read_priority(row, kPriority);
  c.relationship = base::lower(read_text(row, kRelationship));
  c.title = read_personal(row, kTitle);
  c.forename = read_personal(row, kForename);
  c.surname = read_personal(row, kSurname);
  read_permissions(row, c);
  c.language = read_language(row, kLanguage);
  c.mobile = read_number(row, kMobile, book);
  c.landline = read_number(row, kLandline, book);
  c.work = read_number(row, kWorkPhone, book);
  c.email = read_email(row, kEmail);
  c.address = read_address_cells(row, kAddress);
  sort_numbers(row, c);
  if (c.forename.empty() && c.surname.empty())
    row.warn(kSurname, "The contact has no name.", "Fill it in, so that staff know whom they ring.");
  return c;
}

bool says_not_barred(const Row& row) {
  return answer_of(row.cell(kCourtOrder)) == roll::Answer::kNo;
}

class ContactReader {
 public:
  ContactReader(Table& table, const roll::Urn& only, RollDrafts& drafts)
      : table_(table), filter_(only), drafts_(drafts) {}

  void read() {
    Row row;
    while (table_.next(row)) take(row);
    flush();
    filter_.report(table_);
    for (auto& [school, contacts] : schools_) finish(drafts_.of(school), contacts);
  }

 private:
  void take(Row& row) {
    const roll::Urn* school = filter_.of(row);
    if (school == nullptr) return;
    const RollDraft& draft = drafts_.of(*school);
    const roll::Pupil* pupil = find_pupil(draft, row, kPupil, kUpn);
    if (pupil == nullptr) return;
    if (row.lost()) return schools_[*school].add_lost(pupil->ref);
    const Contact* same = row.clean() ? find_unchanged(*draft.known, pupil->ref, row) : nullptr;
    if (same == nullptr) return wait(row, *school, pupil);
    ContactDraft unchanged(same, row.line());
    if (says_not_barred(row)) unchanged.say_not_barred();
    schools_[*school].add(std::move(unchanged));
  }

  void wait(const Row& row, const roll::Urn& school, const roll::Pupil* pupil) {
    for (std::size_t column : {kMobile, kLandline, kWorkPhone}) book_.ask(row.cell(column));
    waiting_.push_back({row, school, pupil});
    if (waiting_.size() >= kBatch) flush();
  }

  void flush() {
    book_.read_all();
    for (Waiting& w : waiting_) read_waiting(w, schools_[w.school]);
    waiting_.clear();
  }

  void read_waiting(Waiting& w, SchoolContacts& all) {
    std::optional<std::string> ref = read_ref(w.row, kContact);
    if (!ref) return all.add_lost(w.pupil->ref);
    Contact contact = read_contact(w.row, *w.pupil, book_);
    contact.ref = roll::ContactRef(*std::move(ref));
    contact.source.value = w.row.clean() ? w.row.hash() : 0;
    const std::uint64_t person = contact.ref.empty() ? person_key(w.school, contact) : 0;
    ContactDraft draft(std::move(contact), w.row.line(), person);
    if (says_not_barred(w.row)) draft.say_not_barred();
    all.add(std::move(draft));
  }

  /// Only a no in so many words lifts a court order: an empty cell is what an export says by default.
  void keep_bar(const Contact& known, int line, Contact& c) {
    if (!known.barred || c.barred) return;
    c.barred = true;
    c.source.value = 0;
    table_.warn_at(line, kCourtOrder, "The court order on record stays: an empty cell does not lift it.",
                   "Write yes, or no if the order has been lifted.");
  }

  void finish(RollDraft& draft, SchoolContacts& all) {
    if (all.empty()) {
      draft.roll.contacts = recorded_contacts(draft);
      return;
    }
    all.settle_refs(draft);
    all.drop_repeats(table_);
    for (const ContactDraft& d : all.drafts())
      if (Contact* c = d.read()) {
        const Contact* known = find_contact(*draft.known, c->pupil, c->ref.text());
        keep_unsaid(table_, known, *c);
        if (known != nullptr && !d.says_not_barred()) keep_bar(*known, d.line(), *c);
      }
    all.bar_namesakes(table_);
    all.compare_mobiles(table_);
    draft.roll.contacts = all.finish(draft);
  }

  Table& table_;
  SchoolFilter filter_;
  RollDrafts& drafts_;
  PhoneBook book_;
  std::vector<Waiting> waiting_;
  std::map<roll::Urn, SchoolContacts> schools_;
};

}  // namespace

std::vector<Contact> recorded_contacts(const RollDraft& draft) {
  std::vector<Contact> out;
  for (const Contact& c : draft.known->contacts)
    if (draft.index.find(c.pupil.text(), {}) != nullptr) out.push_back(c);
  return out;
}

void read_contact_rows(Table& table, const roll::Urn& only, RollDrafts& drafts) {
  ContactReader(table, only, drafts).read();
}

}  // namespace firstday::intake
