#include "providers/smtp/smtp.h"

#include <curl/curl.h>

#include <algorithm>
#include <vector>

#include "base/check.h"
#include "providers/smtp/outcome.h"

namespace firstday::provider_smtp {

namespace {

constexpr int kMostInFlight = 4;  // what mail servers commonly allow one client

struct EasyDeleter {
  void operator()(CURL* easy) const { curl_easy_cleanup(easy); }
};
struct MultiDeleter {
  void operator()(CURLM* multi) const { curl_multi_cleanup(multi); }
};
struct ListDeleter {
  void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};

/// One message on its way. Never moved: libcurl holds its address.
struct Transfer {
  std::unique_ptr<CURL, EasyDeleter> easy;
  std::unique_ptr<curl_slist, ListDeleter> recipients;
  std::string mail;
  std::size_t read = 0;
  ports::Completion done;

  /// Handed to libcurl is not written, but past it nothing proves that the end did not leave.
  bool whole_body() const { return read == mail.size(); }
};

std::size_t give_body(char* into, std::size_t size, std::size_t n, void* context) {
  auto* t = static_cast<Transfer*>(context);
  const std::size_t piece = std::min(size * n, t->mail.size() - t->read);
  std::copy_n(t->mail.data() + t->read, piece, into);
  t->read += piece;
  return piece;
}

/// A body that cannot be rewound is never sent a second time by the library itself.
int never_rewind(void*, curl_off_t, int) {
  return CURL_SEEKFUNC_FAIL;
}

template <typename T>
void set(CURL* easy, CURLoption option, T value) {
  const CURLcode code = curl_easy_setopt(easy, option, value);
  FIRSTDAY_CHECK(code == CURLE_OK, "libcurl knows the option we set");
}

long curl_tls(Tls tls) {
  switch (tls) {
    case Tls::kNone:
      return CURLUSESSL_NONE;
    case Tls::kOffered:
      return CURLUSESSL_TRY;
    case Tls::kRequired:
      break;
  }
  return CURLUSESSL_ALL;
}

bool is_tls_failure(CURLcode code) {
  return code == CURLE_USE_SSL_FAILED || code == CURLE_PEER_FAILED_VERIFICATION ||
         code == CURLE_SSL_CACERT_BADFILE || code == CURLE_SSL_CERTPROBLEM || code == CURLE_SSL_ISSUER_ERROR;
}

Evidence evidence_of(const Transfer& t, CURLcode code) {
  long reply = 0;
  curl_off_t uploaded = 0;
  curl_off_t connect_time = 0;
  curl_easy_getinfo(t.easy.get(), CURLINFO_RESPONSE_CODE, &reply);
  curl_easy_getinfo(t.easy.get(), CURLINFO_SIZE_UPLOAD_T, &uploaded);
  curl_easy_getinfo(t.easy.get(), CURLINFO_CONNECT_TIME_T, &connect_time);
  Evidence e;
  e.reply = static_cast<int>(reply);
  e.whole_body = t.whole_body();
  e.connected = connect_time > 0;
  e.login_refused = code == CURLE_LOGIN_DENIED;
  e.tls_failed = is_tls_failure(code);
  e.transport_code = static_cast<int>(code);
  e.bytes_sent = static_cast<long long>(uploaded);
  return e;
}

std::string with_date(std::string mail, base::Instant now) {
  const std::size_t at = mail.find(kDateSlot);
  FIRSTDAY_CHECK(at != std::string::npos, "a frozen mail has its date slot");
  return mail.replace(at, kDateSlot.size(), mail_date(now));
}

class Smtp final : public ports::Provider {
 public:
  Smtp(Settings settings, Secrets secrets, Now now)
      : settings_(std::move(settings)), secrets_(std::move(secrets)), now_(std::move(now)) {
    static const CURLcode started = curl_global_init(CURL_GLOBAL_DEFAULT);
    FIRSTDAY_CHECK(started == CURLE_OK, "libcurl can be started");
    multi_.reset(curl_multi_init());
    FIRSTDAY_CHECK(multi_ != nullptr, "libcurl has memory for a multi handle");
    curl_multi_setopt(multi_.get(), CURLMOPT_MAX_HOST_CONNECTIONS, static_cast<long>(kMostInFlight));
    capabilities_.name = "smtp";
    capabilities_.kinds = {job::Kind::kEmail};
    capabilities_.reaches_people = settings_.reaches_people;
    capabilities_.max_in_flight = kMostInFlight;
  }

  ~Smtp() override {
    for (const auto& t : transfers_) curl_multi_remove_handle(multi_.get(), t->easy.get());
  }

  const ports::Capabilities& capabilities() const override { return capabilities_; }

  base::Result<ports::FrozenRequest> prepare(const job::Message& message,
                                             const job::AttemptId& reference) override {
    auto mail = write_mail(settings_.sender, message, reference.text());
    if (!mail) return mail.error();
    return ports::FrozenRequest{std::move(mail).value(), {"date"}, message.to};
  }

  void start(const ports::FrozenRequest& request, const job::AttemptId&, ports::Completion done) override {
    auto t = std::make_unique<Transfer>();
    t->easy.reset(curl_easy_init());
    FIRSTDAY_CHECK(t->easy != nullptr, "libcurl has memory for a transfer");
    t->mail = with_date(request.bytes, now_());
    t->done = std::move(done);
    set_connection(*t);
    set_mail(*t, request.to.reveal());
    const CURLMcode added = curl_multi_add_handle(multi_.get(), t->easy.get());
    FIRSTDAY_CHECK(added == CURLM_OK, "libcurl takes a new transfer");
    transfers_.push_back(std::move(t));
  }

  int poll(std::chrono::milliseconds max_wait) override {
    int running = 0;
    curl_multi_perform(multi_.get(), &running);
    if (finish_ended() == 0 && running > 0 && max_wait.count() > 0) {
      curl_multi_poll(multi_.get(), nullptr, 0, static_cast<int>(max_wait.count()), nullptr);
      curl_multi_perform(multi_.get(), &running);
      finish_ended();
    }
    return static_cast<int>(transfers_.size());
  }

 private:
  void set_connection(const Transfer& t) const {
    CURL* easy = t.easy.get();
    // The path is what we greet with; without it libcurl tells the name of this machine.
    set(easy, CURLOPT_URL, (settings_.server + "/" + settings_.ehlo).c_str());
    set(easy, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
    set(easy, CURLOPT_USE_SSL, curl_tls(settings_.tls));
    if (!settings_.ca_file.empty()) set(easy, CURLOPT_CAINFO, settings_.ca_file.c_str());
    if (!settings_.user.empty()) {
      set(easy, CURLOPT_USERNAME, settings_.user.c_str());
      set(easy, CURLOPT_PASSWORD, secrets_(settings_.secret).c_str());
    }
    set(easy, CURLOPT_CONNECTTIMEOUT_MS, 10'000L);
    set(easy, CURLOPT_TIMEOUT_MS, static_cast<long>(settings_.timeout.count()) * 1000L);
    set(easy, CURLOPT_NOSIGNAL, 1L);
    set(easy, CURLOPT_PROXY, "");
    set(easy, CURLOPT_MAXAGE_CONN, 15L);
  }

  void set_mail(Transfer& t, const std::string& to) const {
    CURL* easy = t.easy.get();
    set(easy, CURLOPT_MAIL_FROM, ("<" + settings_.sender.address + ">").c_str());
    t.recipients.reset(curl_slist_append(nullptr, ("<" + to + ">").c_str()));
    set(easy, CURLOPT_MAIL_RCPT, t.recipients.get());
    set(easy, CURLOPT_UPLOAD, 1L);
    set(easy, CURLOPT_READFUNCTION, &give_body);
    set(easy, CURLOPT_READDATA, static_cast<void*>(&t));
    set(easy, CURLOPT_SEEKFUNCTION, &never_rewind);
    set(easy, CURLOPT_INFILESIZE_LARGE, static_cast<curl_off_t>(t.mail.size()));
  }

  int finish_ended() {
    int ended = 0;
    int left = 0;
    while (CURLMsg* message = curl_multi_info_read(multi_.get(), &left)) {
      if (message->msg != CURLMSG_DONE) continue;
      finish(message->easy_handle, message->data.result);
      ++ended;
    }
    return ended;
  }

  void finish(CURL* easy, CURLcode code) {
    const auto at = std::find_if(transfers_.begin(), transfers_.end(),
                                 [easy](const auto& t) { return t->easy.get() == easy; });
    FIRSTDAY_CHECK(at != transfers_.end(), "a transfer that ends is one of ours");
    const std::unique_ptr<Transfer> t = std::move(*at);
    transfers_.erase(at);
    job::Outcome outcome = outcome_of(evidence_of(*t, code));
    curl_multi_remove_handle(multi_.get(), easy);
    t->done(std::move(outcome));
  }

  Settings settings_;
  Secrets secrets_;
  Now now_;
  ports::Capabilities capabilities_;
  std::unique_ptr<CURLM, MultiDeleter> multi_;
  std::vector<std::unique_ptr<Transfer>> transfers_;
};

}  // namespace

base::Result<std::unique_ptr<ports::Provider>> create(const std::map<std::string, std::string>& parameters,
                                                      Secrets secrets, Now now) {
  auto settings = read_settings(parameters);
  if (!settings) return settings.error();
  return std::unique_ptr<ports::Provider>(
      std::make_unique<Smtp>(std::move(settings).value(), std::move(secrets), std::move(now)));
}

}  // namespace firstday::provider_smtp
