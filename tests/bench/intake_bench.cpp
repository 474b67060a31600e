// How fast schools' files are read. Prints the median of five interleaved rounds of each:
//
//   marks               lines read and checked a second
//   contacts, first     phone numbers a second that a first import of contacts reads, all of the
//                       reading included, against libphonenumber alone (parse, is it valid, what
//                       kind, format) on the same numbers with one thread and with all cores
//   roll, unchanged     lines a second of pupils and contacts whose cells are as on record
//
// Usage: intake_bench [pupils, default 20000] [rounds, default 5]. Every person is invented; numbers
// are of the ranges set aside for drama, each cell spelled differently, so that none is read twice.
#include <phonenumbers/phonenumberutil.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <string>
#include <thread>
#include <vector>

#include "intake/marks_reader.h"
#include "intake/roll_diff.h"
#include "intake/roll_reader.h"

namespace {

using namespace firstday;
using Clock = std::chrono::steady_clock;

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

double seconds(const std::function<void()>& work) {
  const auto start = Clock::now();
  work();
  return std::chrono::duration<double>(Clock::now() - start).count();
}

[[noreturn]] void fail(const std::string& what) {
  std::fprintf(stderr, "intake_bench: %s\n", what.c_str());
  std::exit(1);
}

struct Measured {
  const char* name;
  double items;
  std::function<void()> work;
  std::vector<double> took = {};

  double rate() {
    std::sort(took.begin(), took.end());
    return items / took[took.size() / 2];
  }
};

}  // namespace

int main(int argc, char** argv) {
  const int pupils = argc > 1 ? std::atoi(argv[1]) : 20'000;
  const int rounds = argc > 2 ? std::atoi(argv[2]) : 5;
  std::vector<std::string> numbers;
  int mark_lines = 0;
  const intake::Profile profile = intake::canonical_profile();
  intake::RollFiles files;
  files.pupils = intake::InputFile{"pupils.csv", pupils_csv(pupils)};
  files.contacts = intake::InputFile{"contacts.csv", contacts_csv(pupils, numbers)};
  const intake::InputFile marks{"marks.csv", marks_csv(pupils, mark_lines)};
  const std::size_t cores = std::max(1U, std::thread::hardware_concurrency());

  const auto first = intake::read_rolls(files, profile, {}, [](const roll::Urn&) { return nullptr; });
  if (first.has_errors()) fail(base::describe(first.problems.front()));
  if (first.value.size() != 1 || first.value[0].contacts.size() != static_cast<std::size_t>(pupils) * 3)
    fail("contacts were lost");
  const roll::Roll& known = first.value[0];
  const auto on_record = [&](const roll::Urn&) { return &known; };
  intake::RollFiles contacts_only;
  contacts_only.contacts = files.contacts;
  roll::Roll pupils_only;
  pupils_only.school = kSchool;
  pupils_only.pupils = known.pupils;

  std::vector<Measured> all = {
      {"marks read, lines/s", static_cast<double>(mark_lines),
       [&] {
         const auto read = intake::read_marks(marks, profile, {}, on_record);
         if (read.value.size() != 1 || read.value[0].marks.size() != static_cast<std::size_t>(mark_lines))
           fail("marks were lost");
       }},
      {"libphonenumber alone, 1 thread, numbers/s", static_cast<double>(numbers.size()),
       [&] { bare(numbers, 1); }},
      {"libphonenumber alone, all cores, numbers/s", static_cast<double>(numbers.size()),
       [&] { bare(numbers, cores); }},
      {"first import of contacts, numbers/s", static_cast<double>(numbers.size()),
       [&] {
         const auto read =
             intake::read_rolls(contacts_only, profile, {}, [&](const roll::Urn&) { return &pupils_only; });
         if (read.value.size() != 1 || read.value[0].contacts.size() != known.contacts.size())
           fail("contacts were lost");
       }},
      {"unchanged roll read again, lines/s", static_cast<double>(pupils) * 4,
       [&] {
         const auto read = intake::read_rolls(files, profile, {}, on_record);
         if (read.value.size() != 1 || read.value[0].contacts != known.contacts) fail("the roll changed");
       }},
      {"unchanged roll read again and compared, lines/s", static_cast<double>(pupils) * 4,
       [&] {
         const auto read = intake::read_rolls(files, profile, {}, on_record);
         if (!intake::diff(known, read.value[0], {}).empty()) fail("the roll changed");
       }},
  };
  for (int round = 0; round < rounds; ++round)
    for (Measured& m : all) m.took.push_back(seconds(m.work));
  std::printf("%d pupils, %zu contacts, %zu phone cells, %d marks; median of %d rounds, %zu cores\n", pupils,
              known.contacts.size(), numbers.size(), mark_lines, rounds, cores);
  for (Measured& m : all) std::printf("%-50s %12.0f\n", m.name, m.rate());
  std::printf("%-50s %12.2f\n", "first import over the better of the bare runs",
              all[3].rate() / std::max(all[1].rate(), all[2].rate()));
  return 0;
}
