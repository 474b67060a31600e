// How fast schools' files are read. A first import of contacts is compared with what it cannot do without:
// libphonenumber's parse, validity, kind and format of the same numbers. Every person is invented; numbers
// are of the ranges set aside for drama, each cell spelled differently, so that none is read twice.
#include <phonenumbers/phonenumberutil.h>

#include <algorithm>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "bench/measures.h"
#include "intake/marks_reader.h"
#include "intake/roll_diff.h"
#include "intake/roll_reader.h"

namespace firstday::bench {

namespace {

const roll::Urn kSchool("900001");

/// Landlines of the drama ranges that the numbering plan knows as valid, without the last three digits.
constexpr const char* kLandlines[] = {"0113 496 0", "0114 496 0", "0116 496 0", "0117 496 0", "0118 496 0",
                                      "0121 496 0", "0131 496 0", "0141 496 0", "0151 496 0", "0161 496 0",
                                      "020 7946 0", "0191 498 0", "029 2018 0", "01632 960"};

/// The same digits spelled in another way for each `variant`: spaces here and there.
std::string spelled(const std::string& digits, unsigned variant) {
  std::string out;
  for (std::size_t i = 0; i < digits.size(); ++i) {
    out += digits[i];
    if (i < 10 && (variant >> i & 1U) != 0) out += ' ';
  }
  return out;
}

std::string last_three(int n) {
  std::string text = std::to_string(1000 + n % 1000);
  return text.substr(1);
}

std::string mobile(int n) {
  return spelled("07700900" + last_three(n), static_cast<unsigned>(n / 1000));
}

std::string landline(int n) {
  const int ranges = static_cast<int>(std::size(kLandlines));
  std::string digits = kLandlines[n % ranges] + last_three(n / ranges);
  std::erase(digits, ' ');
  return spelled(digits, static_cast<unsigned>(n / ranges / 1000));
}

std::string pupil_ref(int n) {
  return "P" + std::to_string(1'000'000 + n);
}

std::string pupils_csv(int pupils) {
  std::string out =
      "school,pupil,upn,forename,surname,born,year,form,tags,address_1,address_2,postcode,address_"
      "confidential\n";
  for (int i = 0; i < pupils; ++i)
    out += "900001," + pupil_ref(i) + ",,Forename" + std::to_string(i % 977) + ",Surname" +
           std::to_string(i) + ",2016-05-0" + std::to_string(1 + i % 9) + ",Y" + std::to_string(i % 7) +
           ",F" + std::to_string(i % 30) + ",,\"" + std::to_string(i % 200) + " Example Row\",Ely,CB7 1ZZ,\n";
  return out;
}

/// Three contacts a pupil: mobile and landline, mobile, landline. Collects the phone cells.
std::string contacts_csv(int pupils, std::vector<std::string>& numbers) {
  std::string out =
      "school,pupil,contact,priority,relationship,title,forename,surname,parental_responsibility,day_to_day_"
      "care,lives_with_pupil,"
      "court_order,emergency_only,language,mobile,landline,work_phone,email,address_1,address_2,postcode,"
      "address_confidential,opted_out\n";
  int mobiles = 0;
  int landlines = 0;
  for (int i = 0; i < pupils * 3; ++i) {
    const int place = i % 3;
    std::string m;
    std::string l;
    if (place != 2) numbers.push_back(m = mobile(mobiles++));
    if (place != 1) numbers.push_back(l = landline(landlines++));
    out += "900001," + pupil_ref(i / 3) + ",C" + std::to_string(i) + "," + std::to_string(place + 1) +
           ",mother,Mrs,Forename" + std::to_string(i % 977) + ",Surname" + std::to_string(i / 3) +
           ",yes,yes,yes,,,pl," + m + "," + l + ",,contact" + std::to_string(i) + "@example.org," +
           std::to_string(i % 200) + " Example Row,Ely,CB7 1ZZ,,\n";
  }
  return out;
}

std::string marks_csv(int pupils, int& lines) {
  std::string out = "school,pupil,date,session,code\n";
  for (int day = 11; day <= 15; ++day)
    for (const char* session : {"AM", "PM"})
      for (int i = 0; i < pupils; ++i, ++lines)
        out += "900001," + pupil_ref(i) + ",2027-01-" + std::to_string(day) + "," + session + "," +
               (i % 17 == 0   ? "N"
                : i % 23 == 0 ? "C1"
                              : "/") +
               "\n";
  return out;
}

std::size_t bare_range(const std::vector<std::string>& numbers, std::size_t from, std::size_t step) {
  using i18n::phonenumbers::PhoneNumber;
  using i18n::phonenumbers::PhoneNumberUtil;
  const PhoneNumberUtil& util = *PhoneNumberUtil::GetInstance();
  std::size_t seen = 0;
  std::string e164;
  for (std::size_t i = from; i < numbers.size(); i += step) {
    PhoneNumber number;
    if (util.Parse(numbers[i], "GB", &number) != PhoneNumberUtil::NO_PARSING_ERROR) continue;
    seen += util.IsValidNumber(number) ? 1U : 0U;
    seen += util.GetNumberType(number) == PhoneNumberUtil::MOBILE ? 1U : 0U;
    util.Format(number, PhoneNumberUtil::E164, &e164);
  }
  return seen;
}

void bare(const std::vector<std::string>& numbers, std::size_t threads) {
  std::vector<std::jthread> workers;
  for (std::size_t t = 1; t < threads; ++t) workers.emplace_back([&, t] { bare_range(numbers, t, threads); });
  bare_range(numbers, 0, threads);
}

/// Files, and what they give when they are read.
struct Exports {
  intake::Profile profile = intake::canonical_profile();
  std::vector<std::string> numbers;
  int mark_lines = 0;
  intake::RollFiles files, contacts_only;
  intake::InputFile marks;
  roll::Roll known, pupils_only;

  explicit Exports(int pupils);
};

Exports::Exports(int pupils) {
  files.pupils = intake::InputFile{"pupils.csv", pupils_csv(pupils)};
  files.contacts = intake::InputFile{"contacts.csv", contacts_csv(pupils, numbers)};
  contacts_only.contacts = files.contacts;
  marks = intake::InputFile{"marks.csv", marks_csv(pupils, mark_lines)};
  auto first = intake::read_rolls(files, profile, {}, [](const roll::Urn&) { return nullptr; });
  if (first.has_errors()) fail(base::describe(first.problems.front()));
  if (first.value.size() != 1 || first.value[0].contacts.size() != static_cast<std::size_t>(pupils) * 3)
    fail("contacts were lost");
  known = std::move(first.value[0]);
  pupils_only.school = kSchool;
  pupils_only.pupils = known.pupils;
}

void read_marks(const Exports& e) {
  const auto read = intake::read_marks(e.marks, e.profile, {}, [&](const roll::Urn&) { return &e.known; });
  if (read.value.size() != 1 || read.value[0].marks.size() != static_cast<std::size_t>(e.mark_lines))
    fail("marks were lost");
}

void import_first(const Exports& e) {
  const auto read =
      intake::read_rolls(e.contacts_only, e.profile, {}, [&](const roll::Urn&) { return &e.pupils_only; });
  if (read.value.size() != 1 || read.value[0].contacts.size() != e.known.contacts.size())
    fail("contacts were lost");
}

void read_unchanged(const Exports& e) {
  const auto read = intake::read_rolls(e.files, e.profile, {}, [&](const roll::Urn&) { return &e.known; });
  if (!intake::diff(e.known, read.value[0], {}).empty()) fail("the roll changed");
}

}  // namespace

std::vector<Measure> intake_measures(int pupils) {
  const auto e = std::make_shared<const Exports>(pupils);
  const auto count = [](std::size_t n) { return static_cast<double>(n); };
  const std::size_t cores = std::max(1U, std::thread::hardware_concurrency());
  return {
      {"marks read and validated", "rows", static_cast<double>(e->mark_lines), [e] { read_marks(*e); },
       100'000},
      {kBare, "numbers", count(e->numbers.size()), [e] { bare(e->numbers, 1); }},
      {kBareAllCores, "numbers", count(e->numbers.size()), [e, cores] { bare(e->numbers, cores); }},
      {kFirstImport, "numbers", count(e->numbers.size()), [e] { import_first(*e); }},
      {"unchanged roll read and compared", "rows", pupils * 4.0, [e] { read_unchanged(*e); }},
  };
}

}  // namespace firstday::bench
