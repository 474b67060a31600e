#include "seal/hash.h"

#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <sodium.h>

#include <initializer_list>

#include "base/check.h"

namespace firstday::seal {

namespace {

const unsigned char* raw(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}

void need_sodium() {
  static const int ready = sodium_init();
  FIRSTDAY_CHECK(ready >= 0, "libsodium starts");
}

}  // namespace

namespace {

/// OpenSSL's SHA-256 uses the processor's own instructions, libsodium's does not: 4 to 8 times as fast, and
/// every send is hashed six times over. One for each thread, so that nothing is allocated for a digest.
class Hasher {
 public:
  Hasher() : context_(EVP_MD_CTX_new()), sha256_(EVP_MD_fetch(nullptr, "SHA256", nullptr)) {
    FIRSTDAY_CHECK(context_ != nullptr && sha256_ != nullptr, "OpenSSL has SHA-256");
  }
  ~Hasher() {
    EVP_MD_CTX_free(context_);
    EVP_MD_free(sha256_);
  }
  Hasher(const Hasher&) = delete;
  Hasher& operator=(const Hasher&) = delete;

  Digest of(std::initializer_list<std::string_view> parts) {
    Digest out;
    bool fine = EVP_DigestInit_ex(context_, sha256_, nullptr) == 1;
    for (const std::string_view part : parts)
      fine = fine && EVP_DigestUpdate(context_, part.data(), part.size()) == 1;
    fine = fine && EVP_DigestFinal_ex(context_, out.data(), nullptr) == 1;
    FIRSTDAY_CHECK(fine, "a digest can be made");
    return out;
  }

 private:
  EVP_MD_CTX* context_;
  EVP_MD* sha256_;
};

Hasher& hasher() {
  thread_local Hasher one;
  return one;
}

constexpr std::size_t kLongestKey = 1 << 20;
constexpr std::size_t kBlock = 64;  ///< of SHA-256, which HMAC pads its key to (RFC 2104)

std::string padded(std::string_view key, unsigned char pad) {
  std::string block(kBlock, static_cast<char>(pad));
  for (std::size_t i = 0; i < key.size(); ++i) block[i] = static_cast<char>(block[i] ^ key[i]);
  return block;
}

}  // namespace

Digest sha256(std::string_view bytes) {
  return hasher().of({bytes});
}

Digest hmac_sha256(std::string_view key, std::string_view bytes) {
  if (key.size() > kBlock) return hmac_sha256(bytes_of(sha256(key)), bytes);
  std::string inner_key = padded(key, 0x36);
  std::string outer_key = padded(key, 0x5c);
  const Digest inner = hasher().of({inner_key, bytes});
  const Digest out = hasher().of({outer_key, bytes_of(inner)});
  sodium_memzero(inner_key.data(), inner_key.size());
  sodium_memzero(outer_key.data(), outer_key.size());
  return out;
}

std::string hmac_sha1(std::string_view key, std::string_view bytes) {
  FIRSTDAY_CHECK(key.size() < kLongestKey, "a key is no file");
  std::string out(20, '\0');
  const bool fine = HMAC(EVP_sha1(), key.data(), static_cast<int>(key.size()), raw(bytes), bytes.size(),
                         reinterpret_cast<unsigned char*>(out.data()), nullptr) != nullptr;
  FIRSTDAY_CHECK(fine, "OpenSSL has HMAC with SHA-1");
  return out;
}

std::string hex(std::string_view bytes) {
  std::string out(bytes.size() * 2 + 1, '\0');
  sodium_bin2hex(out.data(), out.size(), raw(bytes), bytes.size());
  out.pop_back();
  return out;
}

std::string hex(const Digest& digest) {
  return hex(bytes_of(digest));
}
std::string sha256_hex(std::string_view bytes) {
  return hex(sha256(bytes));
}
std::string hmac_sha256_hex(std::string_view key, std::string_view bytes) {
  return hex(hmac_sha256(key, bytes));
}

std::string_view bytes_of(const Digest& digest) {
  return {reinterpret_cast<const char*>(digest.data()), digest.size()};
}

std::string random_bytes(std::size_t count) {
  need_sodium();
  std::string out(count, '\0');
  randombytes_buf(out.data(), out.size());
  return out;
}

bool equal_in_constant_time(std::string_view a, std::string_view b) {
  return a.size() == b.size() && sodium_memcmp(a.data(), b.data(), a.size()) == 0;
}

}  // namespace firstday::seal
