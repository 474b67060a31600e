#include "ports/receipt_inbox.h"

namespace firstday::ports {

std::string_view word(WhyOpen why) {
  switch (why) {
    case WhyOpen::kUnreadable:
      return "unreadable";
    case WhyOpen::kUnmatched:
      return "unmatched";
    case WhyOpen::kContradicts:
      return "contradicts";
  }
  return "?";
}

}  // namespace firstday::ports
