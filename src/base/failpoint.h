// Places at which the crash tests end the process (tests/faults/README.md). They are there only in builds
// that are configured with FIRSTDAY_FAILPOINTS, which is never one that ships: elsewhere the macro is nothing
// at all, and failpoint.cpp is empty.
//
//   FIRSTDAY_FAILPOINT("t1.after_commit");
//
// The environment variable FIRSTDAY_KILL_AT_POINT=name:n ends the process with SIGKILL at its n-th pass of
// that point, counted from 1 over all threads; name:n+other ends it at the first pass of another point after
// that. A name that is in neither list does not compile; one in a list that no kill ever meets fails a
// test.
#pragma once

#include <array>
#include <string_view>

namespace firstday::base {

/// In the order in which a send passes them.
inline constexpr std::array kSendPoints = {
    std::string_view("recovery.before_begin"), std::string_view("recovery.after_rows"),
    std::string_view("recovery.after_commit"), std::string_view("lease.before_begin"),
    std::string_view("lease.after_rows"),      std::string_view("lease.after_commit"),
    std::string_view("t1.before_begin"),       std::string_view("t1.after_rows"),
    std::string_view("t1.after_commit"),       std::string_view("bytes.before_start"),
    std::string_view("bytes.first_left"),   ///< libcurl has written some of the request to the socket
    std::string_view("bytes.answer_read"),  ///< the whole answer is there, nobody has been told
    std::string_view("t2.before_begin"),       std::string_view("t2.after_rows"),
    std::string_view("t2.after_commit"),
    std::string_view("write.before_commit"),  ///< of every write, whatever it is; the record's events are in
                                              ///< it
};

/// In the order in which what is posted to a service passes them, and the rounds of its loop.
inline constexpr std::array kServicePoints = {
    std::string_view("post.after_rows"), std::string_view("post.after_commit"),
    std::string_view("post.answered"),      ///< the bytes of the answer are the system's
    std::string_view("settle.after_rows"),  ///< the words of one post; of several posts each has its own
                                            ///< commit
    std::string_view("settle.opt_out"),     ///< it is in force, and no event tells of it
    std::string_view("settle.after_commit"),
    std::string_view("deadline.moved"),  ///< of one job; the others may stand as they were
    std::string_view("deadline.after_commit"),
    std::string_view("round.planned"),  ///< of a school: what came is settled, nothing is sent
};

/// A name out of the list; any other does not compile.
class Failpoint {
 public:
  consteval Failpoint(const char* name)
      : name_(name) {  // NOLINT(google-explicit-constructor): a literal's type
    bool known = false;
    for (const std::string_view one : kSendPoints) known = known || one == name_;
    for (const std::string_view one : kServicePoints) known = known || one == name_;
    if (!known) throw "no such failpoint";
  }
  constexpr std::string_view name() const { return name_; }

 private:
  std::string_view name_;
};

#ifdef FIRSTDAY_FAILPOINTS
/// Ends the process where the environment asks for it. From any thread.
void pass(Failpoint point) noexcept;
#endif

}  // namespace firstday::base

#ifdef FIRSTDAY_FAILPOINTS
#define FIRSTDAY_FAILPOINT(name) ::firstday::base::pass(name)
#else
#define FIRSTDAY_FAILPOINT(name) static_cast<void>(0)
#endif
