// A gateway on loopback that counts what it processed, and misbehaves as real ones do. It is the oracle of
// the crash tests: what stands in its list may have reached a family, whatever anybody recorded.
//
// It takes POST /send with the form fields to, text and reference, and knows its own words only:
//   200 {"status":"taken","id":"..."}   taken
//   429 with Retry-After                not now, and not processed
//   422 {"status":"never"}              this number never, and not processed
// counting_definition() is the declared provider that goes with it.
#pragma once

#include <array>
#include <atomic>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

namespace firstday::faults {

/// What it does with a request that it has read whole. All but the last three have processed it.
enum class Behaviour {
  kTakes,
  kTakesDripping,              ///< the answer comes a byte at a time, and comes to its end
  kTakesWithAnOldId,           ///< the id of the message before
  kTakesAndCloses,             ///< not a byte of an answer
  kTakesAndResets,             ///< the same with a reset
  kTakesAndHangs,              ///< nothing, until the client goes
  kTakesAndHangsAfterHeaders,  ///< headers, then nothing
  kTakesAndSaysHalf,           ///< half of the body, then closes
  kTakesAndSaysGarbage,        ///< no HTTP
  kTakesAndSays500,
  kTakesAndSays502,
  kSays200WithAnError,  ///< not processed, in words that nobody told us of
  kNotNow,              ///< 429: not processed
  kNever,               ///< 422: not processed
};
inline constexpr int kBehaviours = 14;

bool is_processed(Behaviour behaviour);
/// True where whoever asked can only say that he does not know.
bool is_ambiguous(Behaviour behaviour);
std::string_view word(Behaviour behaviour);

/// One request that was read whole.
struct Asked {
  std::string to;
  std::string reference;
  Behaviour behaviour = Behaviour::kTakes;
  bool held = false;         ///< until release(); then the connection ends without a byte
  bool has_attempt = false;  ///< a committed attempt stood in the store when this came
};

class CountingProvider {
 public:
  /// Both are called one at a time. `choose`: what to do with the n-th request, from 1. `has_attempt`:
  /// whether the store knows the reference; may be empty.
  using Choose = std::function<Behaviour(const Asked& asked, int n)>;
  using HasAttempt = std::function<bool(const std::string& reference)>;
  explicit CountingProvider(Choose choose, HasAttempt has_attempt = nullptr);
  ~CountingProvider();
  CountingProvider(const CountingProvider&) = delete;
  CountingProvider& operator=(const CountingProvider&) = delete;

  std::string url() const;
  std::vector<Asked> asked() const;

  /// Holds the n-th request from now on, having processed it, until release(). 0: none.
  void hold(int n);
  bool holds_one() const;
  void release();
  /// True while a client has read no answer and waits for one that will not come.
  bool waits_for_client() const { return hanging_ > 0; }
  /// Runs `change` while no request is noted: what `choose` reads may be changed there.
  void between_requests(const std::function<void()>& change);
  /// True: nothing listens at its address. False: it listens again.
  void refuse_connections(bool refuse);

 private:
  void listen();
  void stop_listening();
  void accept_loop(int listener);
  void serve(int socket);
  Asked note(const std::string& body);
  bool wait_while_held();
  bool hang(int socket);
  bool answer(int socket, Behaviour behaviour);

  Choose choose_;
  HasAttempt has_attempt_;
  std::atomic<int> listener_{-1};
  std::atomic<int> hanging_{0};
  int port_ = 0;
  mutable std::mutex guard_;
  std::condition_variable changed_;
  std::vector<Asked> asked_;
  int until_hold_ = 0;
  int holding_ = 0;
  std::vector<int> sockets_;
  std::vector<std::thread> threads_;
  std::thread acceptor_;
};

/// The text of counting.yaml. `timeout`: seconds until a request without an answer is given up.
std::string counting_definition(int timeout);

}  // namespace firstday::faults
