// A sandbox file: headers, an empty line, the text; of an e-mail also the page that its reader sees. These
// bytes are the frozen request. Pure.
#pragma once

#include <string>
#include <string_view>

#include "base/personal.h"
#include "job/message.h"

namespace firstday::provider_sandbox {

/// Every header is one line: whatever would break a line becomes a space. The text stays as it is.
std::string write_page(const job::Message& message, const job::AttemptId& reference, const std::string& from);

/// The value of a header of a page; empty when there is none of that name.
std::string_view header(std::string_view page, std::string_view name);

/// What is filed of a page: its text, and of an e-mail the HTML (empty for other kinds), to be opened in a
/// browser. How long that is stands in the header Html, so nothing in a text can be taken for it.
struct Parts {
  std::string_view text;
  std::string_view html;
};
Parts parts_of(std::string_view page);

/// Where the page is filed below the sandbox's folder: "123456/2027-01-12/093501-text-1a2b3c4d.txt".
/// School and kind come from the page, date and time from the reference; a reference that is no
/// UUIDv7 is filed under "undated". Holds nothing but letters, digits, dots, dashes and its slashes.
/// `whole_reference`: with all of it in the name, for when the short name is taken.
std::string path_of(std::string_view page, const job::AttemptId& reference, bool whole_reference);

}  // namespace firstday::provider_sandbox
