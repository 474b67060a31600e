// Replies that ask for no more messages.
#pragma once

#include <string_view>

namespace firstday::workflow {

/// True where the whole message is one of STOP, STOP ALL, STOPALL, UNSUBSCRIBE, END, CANCEL and QUIT, in any
/// case, with blanks around it and full stops, commas, exclamation or question marks or quotation marks at
/// its ends. STOP and STOP ALL are what UK networks and the code of practice for phone-paid services tell
/// people to write; the others are what messaging gateways stop at by themselves, so that a text after them
/// would not arrive anyhow. "Please stop texting me" is no such word: a person reads it.
bool is_stop_word(std::string_view text);

}  // namespace firstday::workflow
