#include "workflow/papers.h"

#include <algorithm>

#include "base/text.h"
#include "job/state.h"
#include "letters/batch.h"
#include "letters/envelope.h"
#include "render/blocks.h"
#include "seal/hash.h"
#include "workflow/letter_values.h"
#include "workflow/names.h"
#include "workflow/paper_parts.h"

namespace firstday::workflow {

namespace {

using chronology::Event;
using chronology::Type;
using job::Kind;

/// The kind of template behind a task of this kind; nothing where staff need no paper.
std::optional<Kind> paper_of(Kind task) {
  switch (task) {
    case Kind::kCard:
    case Kind::kVisit:
    case Kind::kForm:
      return task;
    case Kind::kRefer:
      return Kind::kForm;
    default:
      return std::nullopt;
  }
}

void add_row(std::vector<PaperRow>& rows, const ports::JobRow& from, const roll::PupilRef& pupil,
             const std::string& name, Kind kind) {
  if (name.empty()) return;
  const bool known = std::any_of(rows.begin(), rows.end(),
                                 [&](const PaperRow& r) { return r.name == name && r.kind == kind; });
  if (known) return;
  rows.push_back({from.job.school, pupil, name, kind, from.job.about, from.job.day, from.job.rows});
}

base::Result<std::vector<PaperRow>> rows_of(const House& house, const About& about) {
  auto open = house.queue.jobs(about.open_tasks(std::nullopt));
  if (!open) return open.error();
  std::sort(open.value().begin(), open.value().end(),
            [](const auto& a, const auto& b) { return a.job.not_before < b.job.not_before; });
  std::vector<PaperRow> rows;
  for (const ports::JobRow& row : open.value()) {
    const auto kind = paper_of(row.job.kind);
    if (!kind) continue;
    add_row(rows, row, about.found.ref, row.job.template_name, *kind);
    if (row.job.kind == Kind::kVisit)
      if (const auto card = card_after(policy_of(house, about), row.job.step))
        add_row(rows, row, about.found.ref, *card, Kind::kCard);
  }
  std::sort(rows.begin(), rows.end(), [](const auto& a, const auto& b) { return a.name < b.name; });
  return rows;
}

/// One paper, from the question to the pages.
class Printer {
 public:
  Printer(House& house, const About& about, const PaperAsk& ask)
      : house_(house), about_(about), ask_(ask), now_(house.clock.now()) {}

  base::Result<Paper> run() {
    if (const base::Status s = find_template(); !s) return s.error();
    if (const base::Status s = home_may_be_used(about_); !s && text_->kind != Kind::kForm) return s.error();
    if (const base::Status s = fill(); !s) return s.error();
    const ports::LetterPages pages = lay_out();
    auto typeset = house_.typesetter->typeset(std::span(&pages, 1), now_, false);
    if (!typeset) return typeset.error();
    if (text_->kind == Kind::kCard)
      if (const base::Status s = keep(); !s) return s.error();
    return Paper{about_.school().school.urn,
                 about_.found.ref,
                 text_->name,
                 text_->kind,
                 text_->language,
                 reference_,
                 std::move(typeset.value().pdf),
                 to_ == nullptr ? base::Personal() : spoken_name(*to_),
                 typeset.value().pages.front()};
  }

 private:
  /// In English first: whether it is addressed, and so the language, is asked of it.
  base::Status find_template() {
    for (const Kind kind : {Kind::kCard, Kind::kVisit, Kind::kForm}) {
      const render::Template* english = house_.templates.find(ask_.name, kind, "en");
      if (english == nullptr) continue;
      if (kind == Kind::kCard && render::names_somebody(*english))
        if (base::Status s = find_addressee(); !s) return s;
      text_ = house_.templates.find(ask_.name, kind, language());
      return {};
    }
    return base::usage("There is no card, visit sheet or form '" + ask_.name +
                       "'. `firstday template list` shows what there is; letters for the post are `firstday "
                       "letters`.");
  }

  base::Status find_addressee() {
    to_ = at_home(about_, ask_.contact);
    if (to_ != nullptr) return {};
    return base::conflict("Nobody at the home may be written to" +
                          std::string(ask_.contact.empty() ? "" : " under that reference") +
                          ". What names nobody can be left all the same: a calling-card.");
  }

  std::string language() const {
    if (!ask_.language.empty()) return ask_.language;
    if (to_ != nullptr && !to_->language.empty()) return to_->language;
    return about_.school().school.language;
  }

  base::Status fill() {
    if (text_->kind == Kind::kCard) {
      if (ask_.staff.empty()) return base::usage("Say who goes (--staff): a card names them.");
      values_ = card_values(about_, ask_, to_, now_);
    } else {
      auto values = form_values(house_, about_, ask_, text_->language);
      if (!values) return values.error();
      values_ = std::move(values).value();
    }
    reference_ = letters::reference_from(house_.claim_hash("paper " + about_.school().school.urn.text() +
                                                           " " + about_.open_case->id.text() + " " +
                                                           text_->name + " " + base::iso_utc(now_)));
    return {};
  }

  ports::LetterPages lay_out() const {
    ports::LetterPages pages;
    pages.reference = reference_;
    pages.language = text_->language;
    pages.sender = about_.school().school.name;
    pages.contact = contact_lines(about_.school().school, base::to_london(now_).date, reference_,
                                  text_->language, Carried::kByHand);
    pages.title = base::Personal(text_->name);
    pages.words = &text_->document;
    pages.values = values_;
    if (to_ != nullptr) pages.address = window();
    pages.geometry = geometry_of(*text_);
    return pages;
  }

  std::vector<base::Personal> window() const {
    const roll::Address& home = about_.pupil()->home;
    const base::Personal name(std::string(
        base::trim(to_->title.reveal() + " " + to_->forename.reveal() + " " + to_->surname.reveal())));
    auto envelope = letters::envelope_for(name, home.lines, home.postcode);
    // Carried by hand, it needs no address that the post would take; the addressee alone will do.
    return envelope.rule.empty() ? std::move(envelope.lines) : std::vector<base::Personal>{name};
  }

  /// The exact words, as the bodies of messages are kept: text and hash, in one event of the chained record.
  base::Status keep() {
    std::string body;
    if (!render::append_plain(body, text_->document, values_, text_->language))
      return base::misconfigured("The card could not be put into words.");
    Event e = about_.event(house_, Type::kCardPrinted, to_ == nullptr ? "" : to_->ref.text());
    put(e, "template", text_->name);
    put(e, "template_hash", text_->hash);
    put(e, "language", text_->language);
    put(e, "ref", reference_);
    put(e, "staff", base::join(ask_.staff, ", "));
    put(e, "body_hash", seal::sha256_hex(body));
    put(e, "body", base::Personal(body));
    return house_.journal.append(std::span(&e, 1));
  }

  House& house_;
  const About& about_;
  const PaperAsk& ask_;
  base::Instant now_;
  const render::Template* text_ = nullptr;
  const roll::Contact* to_ = nullptr;
  render::Values values_;
  std::string reference_;
};

}  // namespace

base::Result<std::vector<PaperRow>> papers_for(const House& house, const roll::Urn& only,
                                               const std::string& pupil) {
  const auto about = open_case_of(house, only, pupil);
  if (!about) return about.error();
  return rows_of(house, about.value());
}

base::Result<Paper> print_paper(House& house, const roll::Urn& only, const PaperAsk& ask) {
  if (house.typesetter == nullptr) return base::misconfigured("Papers cannot be typeset here.");
  const auto about = open_case_of(house, only, ask.pupil);
  if (!about) return about.error();
  if (about.value().pupil() == nullptr) return base::conflict("The pupil has left the roll.");
  return Printer(house, about.value(), ask).run();
}

}  // namespace firstday::workflow
