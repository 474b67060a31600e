// The other half of the gateway: it posts to the service what became of what it processed, and what families
// answer, as gateways do: several at once, in no order, again until the answer is 200, and some once more
// after that. What it was answered is the judge of what must not be lost.
#pragma once

#include <atomic>
#include <mutex>
#include <random>
#include <string>
#include <thread>
#include <vector>

namespace firstday::faults {

/// Where it posts to.
struct Address {
  std::string host;  ///< 127.x.y.z
  int port = 0;
  std::string path;
};

struct Letter {
  std::string body;     ///< no two are the same
  int person = -1;      ///< whom it is about; -1: nobody of ours
  std::string status;   ///< of a receipt: job/receipt.h's word
  std::string attempt;  ///< of a receipt
  std::string text;     ///< of a reply
  int answered = 0;     ///< how often with 200
};

/// Safe from any thread.
class PostOffice {
 public:
  explicit PostOffice(Address to, unsigned seed);
  ~PostOffice();
  PostOffice(const PostOffice&) = delete;
  PostOffice& operator=(const PostOffice&) = delete;

  void add(Letter letter);
  /// Posts nothing until it is told to go on.
  void pause(bool pause) { pauses_ = pause; }
  /// Goes on with what was answered long ago, so that something is always on the way.
  void insist(bool insist) { insists_ = insist; }
  /// Everything was answered with 200, and once more where it was to be.
  bool is_done() const;
  /// Returns when no post waits for its answer: once nobody is there to give it.
  void wait_for_silence() const;
  std::vector<Letter> letters() const;
  /// Posts that were said whole, and whose answer never came.
  int cut_off() const { return cut_off_; }
  /// Answers of 200, and of those to what had been answered with 200 before.
  int answers() const { return answers_; }
  int repeats() const { return repeats_; }
  int refusals() const { return refusals_; }  ///< answers of 503
  /// Answers that no post may get: neither 200 nor 503.
  int odd() const { return odd_; }

 private:
  void work(unsigned seed);
  int next(std::mt19937& random);
  int post(const std::string& body);
  void note(int letter, int status);

  const Address to_;
  mutable std::mutex guard_;
  std::vector<Letter> letters_;
  std::vector<bool> in_hand_;
  std::atomic<int> waiting_{0};
  std::atomic<int> cut_off_{0};
  std::atomic<int> answers_{0};
  std::atomic<int> repeats_{0};
  std::atomic<int> refusals_{0};
  std::atomic<int> odd_{0};
  std::atomic<bool> insists_{false};
  std::atomic<bool> pauses_{false};
  std::atomic<bool> over_{false};
  std::vector<std::thread> threads_;
};

}  // namespace firstday::faults
