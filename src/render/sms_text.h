// What happens to a text's characters and white space before it leaves: GOV.UK Notify's rules after
// its change to "keep every character" (notify.md 2.1 and 2.2, "next").
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace firstday::render {

/// What stands for a character in a text: plain hyphens, quotes and dots for their typographic forms,
/// a space for tabs and no-break spaces, nothing for invisible characters. Nothing returned means the
/// character is kept.
std::optional<std::string_view> replacement(char32_t c);

/// The text as it will leave. In this order: characters replaced as above; spaces at the ends of lines
/// dropped, runs of spaces made one, no space before , and . ; three line ends or more become two;
/// nothing blank at either end. Every other character is kept, whatever it costs.
///
/// Beyond Notify's rules: line ends are \n only; other control characters are dropped, since an ESC
/// in a text changes what the next character means to a phone; bytes that are not UTF-8 become U+FFFD;
/// and characters are replaced first, so that doing it twice changes nothing more.
std::string text_for_sms(std::string_view utf8);

/// For scripts and e-mail bodies: line ends are \n, no control characters, no spaces at the ends of
/// lines, nothing blank at either end. Wording and layout are left alone.
std::string plain_text(std::string_view utf8);

/// For an e-mail subject: as plain_text, and every run of white space is one space. So no value can
/// add a header line.
std::string one_line(std::string_view utf8);

}  // namespace firstday::render
