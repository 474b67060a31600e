// Digests, message codes (OpenSSL) and random bytes (libsodium) in the few shapes that this program needs.
//
// Every function is safe from any thread. None of them fails: a machine without a random source ends
// the process (check.h).
#pragma once

#include <array>
#include <cstddef>
#include <string>
#include <string_view>

namespace firstday::seal {

/// 32 bytes: a SHA-256, or a key.
using Digest = std::array<unsigned char, 32>;

Digest sha256(std::string_view bytes);                             ///< FIPS 180-4
Digest hmac_sha256(std::string_view key, std::string_view bytes);  ///< RFC 2104, RFC 4231

/// 20 bytes (RFC 2202). For signatures that others make and cannot make better; nothing of ours rests on it.
std::string hmac_sha1(std::string_view key, std::string_view bytes);

std::string hex(std::string_view bytes);  ///< lower case, two characters a byte
std::string hex(const Digest& digest);
std::string sha256_hex(std::string_view bytes);
std::string hmac_sha256_hex(std::string_view key, std::string_view bytes);

/// A digest as bytes in a view or a string.
std::string_view bytes_of(const Digest& digest);

std::string random_bytes(std::size_t count);  ///< from the operating system; for keys and tokens

/// Takes as long for equal as for different texts of one length, so that timing tells nothing.
bool equal_in_constant_time(std::string_view a, std::string_view b);

}  // namespace firstday::seal
