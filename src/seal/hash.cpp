#include "seal/hash.h"

#include <sodium.h>

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

Digest sha256(std::string_view bytes) {
  Digest out;
  crypto_hash_sha256(out.data(), raw(bytes), bytes.size());
  return out;
}

Digest hmac_sha256(std::string_view key, std::string_view bytes) {
  crypto_auth_hmacsha256_state state;
  crypto_auth_hmacsha256_init(&state, raw(key), key.size());
  crypto_auth_hmacsha256_update(&state, raw(bytes), bytes.size());
  Digest out;
  crypto_auth_hmacsha256_final(&state, out.data());
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
