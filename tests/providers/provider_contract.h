// What holds for every provider (providers/README.md). A provider's own tests run this suite on it:
//
//   INSTANTIATE_TEST_SUITE_P(Mine, ProviderContract, testing::Values(ContractCase{"mine", make_mine}),
//   case_name);
#pragma once

#include <gtest/gtest.h>

#include <functional>
#include <memory>
#include <string>

#include "ports/provider.h"

namespace firstday::providers {

/// A provider together with whatever it needs to live: a folder, a peer.
class Subject {
 public:
  virtual ~Subject() = default;
  virtual ports::Provider& provider() = 0;
};

struct ContractCase {
  std::string name;  ///< letters and digits
  std::function<std::unique_ptr<Subject>()> make;
};

class ProviderContract : public testing::TestWithParam<ContractCase> {
 protected:
  void SetUp() override { subject_ = GetParam().make(); }
  ports::Provider& provider() { return subject_->provider(); }

 private:
  std::unique_ptr<Subject> subject_;
};

inline std::string case_name(const testing::TestParamInfo<ContractCase>& info) {
  return info.param.name;
}

/// A message of this kind that every provider of the kind can carry.
job::Message message_of(job::Kind kind);
/// The n-th of a row of references: UUIDv7 of 12 January 2027, 09:35:01 London.
job::AttemptId reference(int n = 1);

}  // namespace firstday::providers
