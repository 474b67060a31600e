// The templates a school has, and which of them is sent.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "job/job.h"
#include "render/blocks.h"
#include "render/template_text.h"

namespace firstday::render {

struct Template {
  std::string name;  ///< as policies name it: "absence"
  job::Kind kind = job::Kind::kText;
  std::string language;                 ///< BCP 47 primary tag
  std::string family;                   ///< the name, unless the file says otherwise
  std::string about;                    ///< one line for whoever chooses; may be empty
  std::optional<TemplateText> subject;  ///< e-mails only
  TemplateText body;
  Document document;          ///< the body as blocks; e-mails, letters and cards
  std::string hash;           ///< SHA-256, hex, of the file as it was read
  std::string reviewed_by;    ///< empty: nobody has checked the wording as it stands
  std::string reviewed_on;    ///< as the file has it
  std::string lapsed_review;  ///< who had checked it before the words were changed
  std::string file;           ///< for messages
};

/// Letters, cards, visit sheets and forms: typeset as blocks, never sent as a text.
bool is_paper(job::Kind kind);

/// True where a field of the template names a child or a contact: such a card goes into an envelope.
bool names_somebody(const Template& text);

/// English is what every translation is made from; any other language must have been read by somebody
/// who speaks it (domain.md section 6).
bool may_be_sent(const Template& text);

/// "absence, text, cy (templates/absence/text.cy.md)", for messages.
std::string describe(const Template& text);

/// Filled once, then only read; reading is safe on any thread.
class TemplateSet {
 public:
  /// Keeps the template, unless there is one of that name, kind and language already: the first wins.
  /// False when it was not kept. Pointers from find() hold until the next add().
  bool add(Template text);

  /// The template to send: in that language if it may be sent, else the English one; null when neither
  /// is there. Who sends looks at Template::language for the language it became.
  const Template* find(std::string_view name, job::Kind kind, std::string_view language) const;

  /// That very template, reviewed or not; for previews.
  const Template* exact(std::string_view name, job::Kind kind, std::string_view language) const;

  /// Ordered by name, kind and language.
  const std::vector<Template>& list() const { return templates_; }

 private:
  std::vector<Template> templates_;
};

}  // namespace firstday::render
