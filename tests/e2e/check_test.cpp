// What `firstday check` says of accounts.
#include <gmock/gmock.h>

#include "e2e/program.h"

namespace firstday::e2e {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;
using testing::Not;

class Check : public testing::Test {
 protected:
  Ran check(int max_in_flight, const std::string& more_accounts = "", const std::string& more_samples = "") {
    const fs::path folder = fresh_folder("check");
    fs::create_directories(folder / "config/schools");
    fs::create_directories(folder / "config/providers");
    fs::create_directories(folder / "config/secrets");
    write_file(folder / "config/schools/900001.yaml", sample_school_with_texts_only());
    std::string definition = read_file(source_path("providers/kannel.yaml"));
    definition.insert(definition.find("response:"),
                      "limits: {max_in_flight: " + std::to_string(max_in_flight) + "}\n\n");
    write_file(folder / "config/providers/kannel.yaml", definition + more_samples);
    write_file(folder / "config/secrets/kannel", "open sesame\n");
    fs::permissions(folder / "config/secrets/kannel", fs::perms::owner_read | fs::perms::owner_write);
    write_file(folder / "config/firstday.yaml",
               "accounts:\n  - name: gateway\n    provider: kannel\n    kinds: [text]\n    parameters:\n"
               "      url: \"http://127.0.0.1:9/cgi-bin/sendsms\"\n      username: school\n"
               "      password: \"secret:kannel\"\n      sandbox: \"true\"\n" +
                   more_accounts);
    return run_program(FIRSTDAY_PROGRAM, {"--config", (folder / "config").string(), "--data",
                                          (folder / "data").string(), "check"});
  }
};

TEST_F(Check, SaysWhenAProviderAsksForMoreThanTheConnectionsToOneHost) {
  const Ran over = check(17);
  EXPECT_EQ(over.exit_code, 1) << "something to look at, and no error: the provider gets 16";
  EXPECT_THAT(over.out + over.err, HasSubstr("asks for 17 sends at once"));
  const Ran within = check(16);
  EXPECT_EQ(within.exit_code, 0) << within.out << within.err;
  EXPECT_THAT(within.out + within.err, Not(HasSubstr("sends at once")));
}

TEST_F(Check, TriesTheSamplesOfADefinition) {
  const Ran forged =
      check(16, "", "    - {method: GET, query: \"what=receipt&ref=r&state=1\", refused: true}\n");
  EXPECT_EQ(forged.exit_code, 78) << forged.out << forged.err;
  EXPECT_THAT(forged.out + forged.err,
              HasSubstr("It should be refused, and is taken for the service's own."));
  const Ran other = check(16, "",
                          "    - {method: GET, query: \"what=receipt&ref=r&state=1\", words: [{receipt: "
                          "failed, reference: r}]}\n");
  EXPECT_EQ(other.exit_code, 78);
  EXPECT_THAT(other.out + other.err, HasSubstr("expected is <receipt failed"));
}

TEST_F(Check, TheCallListIsAnAccountWithoutParameters) {
  const Ran texts = check(16, "  - {name: own-calls, provider: call_list}\n");
  EXPECT_EQ(texts.exit_code, 78);
  EXPECT_NE((texts.out + texts.err).find("call_list carries no text. Write kinds: [voice]"),
            std::string::npos)
      << texts.out << texts.err;
  const Ran plain = check(16, "  - {name: own-calls, provider: call_list, kinds: [voice]}\n");
  EXPECT_THAT(plain.out + plain.err, Not(HasSubstr("call_list")));
  const Ran wrong =
      check(16, "  - {name: own-calls, provider: call_list, kinds: [voice], parameters: {folder: x}}\n");
  EXPECT_EQ(wrong.exit_code, 78);
  EXPECT_THAT(wrong.out + wrong.err, HasSubstr("there is no parameter \"folder\""));
}

}  // namespace
}  // namespace firstday::e2e
